/** The protocol of one connection: startup, cancel, Parse, Bind, Describe, Execute, Sync. */
import { Buffer } from 'node:buffer';
import { report, stateOf, Writer } from './messages.mjs';
import { cellText, typeOf } from './types.mjs';

const channels = new Map();
let nextProcess = 1;

/** One client. */
export class Connection {
  #socket;
  #pending = Buffer.alloc(0);
  #queue = Promise.resolve();
  #started = false;
  #skip = false;
  #maxRows = 0;
  #statement = '';
  #types = [];
  #values = [];
  #db;
  #process = nextProcess++;
  #cancelled = false;
  #running = false;

  #instance;

  constructor(socket, instance) {
    this.#instance = instance;
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#pending = Buffer.concat([this.#pending, chunk]);
      this.#split();
    });
    socket.on('error', () => {});
    socket.on('close', () => channels.delete(this.#process));
  }

  #split() {
    for (;;) {
      const head = this.#started ? 1 : 0;
      if (this.#pending.length < head + 4) return;
      const length = this.#pending.readInt32BE(head);
      if (this.#pending.length < head + length) return;
      const type = this.#started ? String.fromCharCode(this.#pending[0]) : 'startup';
      const body = this.#pending.subarray(head + 4, head + length);
      this.#pending = this.#pending.subarray(head + length);
      if (type === 'startup') this.#started = true;
      this.#queue = this.#queue.then(() => this.#handle(type, body)).catch((error) => this.#fail(error));
    }
  }

  async #send(bytes) {
    if (!this.#socket.write(bytes) && !this.#socket.destroyed) {
      await new Promise((resolve) => {
        this.#socket.once('drain', resolve);
        this.#socket.once('close', resolve);
      });
    }
  }

  async #fail(error) {
    this.#skip = true;
    const message = String(error?.message ?? error);
    const state = this.#cancelled ? '57014' : (error.state ?? stateOf(message));
    this.#cancelled = false;
    await this.#send(
      report('E', state, message.split('\n')[0], error.hint ?? 'Ask the stand-in something else.'),
    );
  }

  async #startup(body) {
    if (body.readInt32BE(0) === 80877102) {
      channels.get(body.readInt32BE(4))?.cancel();
      this.#socket.end();
      return;
    }
    const texts = body.subarray(4).toString('utf8').split('\0');
    const parameters = new Map();
    for (let i = 0; i + 1 < texts.length && texts[i] !== ''; i += 2) parameters.set(texts[i], texts[i + 1]);
    if (parameters.get('database').includes('DSN=Missing')) {
      this.#socket.end(report('E', '3D000', 'There is no data source "Missing"', 'These exist: Sandbox.'));
      return;
    }
    this.#db = await this.#instance.connect();
    await this.#db.run('USE "Bitbucket"');
    channels.set(this.#process, this);
    const status = (name, value) => new Writer().text(name).text(value).message('S');
    await this.#send(
      Buffer.concat([
        new Writer().int32(0).message('R'),
        status('drawbridge_version', '0.1.0'),
        status('drawbridge_protocol', '1'),
        status('drawbridge_session', parameters.get('drawbridge_session') ?? 'a'.repeat(32)),
        new Writer().int32(this.#process).int32(4242).message('K'),
        new Writer().raw(Buffer.from('I')).message('Z'),
      ]),
    );
  }

  /** A cancel that finds nothing running does nothing. */
  cancel() {
    if (!this.#running) return;
    this.#cancelled = true;
    this.#db.interrupt();
  }

  async #handle(type, body) {
    if (type === 'startup') return this.#startup(body);
    if (type === 'X') return this.#socket.end();
    if (type === 'S') {
      this.#skip = false;
      this.#cancelled = false;
      return this.#send(new Writer().raw(Buffer.from('I')).message('Z'));
    }
    if (this.#skip) return undefined;
    switch (type) {
      case 'P':
        return this.#parse(body);
      case 'B':
        return this.#bind(body);
      case 'D':
        return this.#describe(String.fromCharCode(body[0]));
      case 'E':
        this.#running = true;
        return this.#execute().finally(() => {
          this.#running = false;
        });
      default:
        throw Object.assign(new Error(`message ${type}`), { state: '08P01' });
    }
  }

  async #parse(body) {
    const end = body.indexOf(0, 1);
    let marker = 0;
    this.#statement = body
      .subarray(1, end)
      .toString('utf8')
      .replaceAll('?', () => `$${++marker}`);
    this.#types = [];
    for (let i = 0; i < body.readUInt16BE(end + 1); i++) this.#types.push(body.readUInt32BE(end + 3 + 4 * i));
    this.#values = [];
    await this.#send(new Writer().message('1'));
  }

  async #bind(body) {
    let at = 4;
    const count = body.readUInt16BE(at);
    at += 2;
    this.#values = [];
    for (let i = 0; i < count; i++) {
      const length = body.readInt32BE(at);
      at += 4;
      this.#values.push(length < 0 ? null : body.subarray(at, at + length).toString('utf8'));
      if (length > 0) at += length;
    }
    await this.#send(new Writer().message('2'));
  }

  #special() {
    return /^SET drawbridge\.max_rows = (\d+)$/.exec(this.#statement);
  }

  async #prepared() {
    const prepared = await this.#db.prepare(this.#statement);
    for (let i = 0; i < this.#values.length; i++) {
      const value = this.#values[i];
      if (value === null) prepared.bindNull(i + 1);
      else if (this.#types[i] === 16) prepared.bindBoolean(i + 1, value === 'true' || value === '1');
      else if ([20, 21, 23].includes(this.#types[i])) prepared.bindBigInt(i + 1, BigInt(value));
      else if ([700, 701].includes(this.#types[i])) prepared.bindDouble(i + 1, Number(value));
      else prepared.bindVarchar(i + 1, value);
    }
    return prepared;
  }

  async #describe(kind) {
    if (this.#special()) return this.#send(new Writer().message('n'));
    const prepared = await this.#db.prepare(this.#statement);
    if (kind === 'S') {
      const w = new Writer().int16(prepared.parameterCount);
      for (let i = 0; i < prepared.parameterCount; i++) w.int32(this.#types[i] || 1043);
      await this.#send(w.message('t'));
    }
    if (!/^\s*(select|with|values|from)/i.test(this.#statement)) return this.#send(new Writer().message('n'));
    const w = new Writer().int16(prepared.columnCount);
    for (let c = 0; c < prepared.columnCount; c++) {
      const { oid, modifier } = typeOf(prepared.columnType(c));
      w.text(prepared.columnName(c)).int32(0).int16(0).int32(oid).int16(0xffff).int32(modifier).int16(0);
    }
    return this.#send(w.message('T'));
  }

  async #execute() {
    const setting = this.#special();
    if (setting) {
      this.#maxRows = Number(setting[1]);
      return this.#send(new Writer().text('SET').message('C'));
    }
    const prepared = await this.#prepared();
    const result = await (/^\s*(select|with|values|from)/i.test(this.#statement)
      ? prepared.stream()
      : prepared.run());
    const write = /^\s*(insert|update|delete)/i.exec(this.#statement);
    if (write)
      return this.#send(
        new Writer()
          .text(
            `${write[1].toUpperCase()}${write[1].toLowerCase() === 'insert' ? ' 0' : ''} ${result.rowsChanged}`,
          )
          .message('C'),
      );
    const types = result.columnTypes().map(typeOf);
    let rows = 0;
    for (let cut = false; !cut;) {
      const chunk = await result.fetchChunk();
      if (this.#cancelled) throw new Error('The statement was cancelled');
      if (chunk === null || chunk.rowCount === 0) break;
      const parts = [];
      for (const row of chunk.getRows()) {
        if (this.#maxRows > 0 && rows === this.#maxRows) {
          cut = true;
          break;
        }
        const w = new Writer().int16(row.length);
        row.forEach((value, c) => {
          const text = cellText(value, types[c].oid);
          if (text === null) w.int32(-1);
          else {
            const bytes = Buffer.from(text);
            w.int32(bytes.length).raw(bytes);
          }
        });
        parts.push(w.message('D'));
        rows++;
      }
      if (cut) parts.push(report('N', '01000', `Max Rows cut the result at ${this.#maxRows} rows`));
      await this.#send(Buffer.concat(parts));
    }
    return this.#send(new Writer().text(`SELECT ${rows}`).message('C'));
  }
}
