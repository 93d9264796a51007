/** For tests: a client of the protocol that says exactly the bytes it is told to, and shows what comes back. */
import { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import type { NetConnectOpts, Socket } from 'node:net';
import { FrameBuffer } from '../frame-buffer.ts';

/** A message of the server: its type letter and its body. */
export interface Reply {
  readonly type: string;
  readonly body: Buffer;
}

export class WireClient {
  readonly socket: Socket;
  readonly #frames = new FrameBuffer();
  readonly #changed = new Set<() => void>();
  #ended = false;
  bytesRead = 0;
  processId = 0;
  secret = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (piece: Buffer) => {
      this.bytesRead += piece.length;
      this.#frames.push(piece);
      this.#notify();
    });
    const end = (): void => {
      this.#ended = true;
      this.#notify();
    };
    socket.on('end', end);
    socket.on('close', end);
    // A reset is an end, too.
    socket.on('error', end);
  }

  static async connect(where: NetConnectOpts): Promise<WireClient> {
    const socket = connect(where);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new WireClient(socket);
  }

  /** Connected, greeted and ready. */
  static async open(path: string, parameters: Record<string, string> = {}): Promise<WireClient> {
    const client = await WireClient.connect({ path });
    client.send(startup({ user: 'erika', database: 'Sandbox', ...parameters }));
    for (const reply of await client.untilReady()) {
      if (reply.type !== 'K') continue;
      client.processId = reply.body.readInt32BE(0);
      client.secret = reply.body.readUInt32BE(4);
    }
    return client;
  }

  send(...messages: readonly Buffer[]): void {
    this.socket.write(Buffer.concat(messages));
  }

  /** The next message, or null when the server has hung up. */
  async next(): Promise<Reply | null> {
    for (;;) {
      const frame = this.#frames.takeTyped(0x7fff_ffff);
      if (frame !== null) return { type: String.fromCharCode(frame.type), body: frame.body };
      if (this.#ended) return null;
      await this.#change();
    }
  }

  /** Everything up to ReadyForQuery (or the end of the connection). */
  async untilReady(): Promise<Reply[]> {
    const replies: Reply[] = [];
    for (;;) {
      const reply = await this.next();
      if (reply === null) return replies;
      replies.push(reply);
      if (reply.type === 'Z') return replies;
    }
  }

  async rest(): Promise<Reply[]> {
    const replies: Reply[] = [];
    for (let reply = await this.next(); reply !== null; reply = await this.next()) replies.push(reply);
    return replies;
  }

  /** A byte that is no message: the answer to an encryption request. */
  async byte(): Promise<string> {
    return new Promise((resolve) => {
      this.socket.once('data', (piece: Buffer) => {
        this.#frames.clear();
        resolve(piece.toString('latin1'));
      });
    });
  }

  async query(text: string): Promise<Reply[]> {
    this.send(query(text));
    return this.untilReady();
  }

  close(): void {
    this.socket.destroy();
  }

  async #change(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#changed.add(resolve);
    });
  }

  #notify(): void {
    for (const wake of this.#changed) wake();
    this.#changed.clear();
  }
}

export function message(type: string, ...fields: readonly Buffer[]): Buffer {
  const body = Buffer.concat(fields);
  return Buffer.concat([Buffer.from(type, 'latin1'), int32(body.length + 4), body]);
}

export function startup(parameters: Readonly<Record<string, string>>, version = 0x0003_0000): Buffer {
  const fields = Object.entries(parameters).flatMap(([name, value]) => [text(name), text(value)]);
  const body = Buffer.concat([int32(version), ...fields, Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

export function cancelRequest(processId: number, secret: number): Buffer {
  return Buffer.concat([int32(16), int32(80877102), int32(processId), int32(secret)]);
}

export const sync = message('S');
export const flush = message('H');
export const terminate = message('X');

export function query(sql: string): Buffer {
  return message('Q', text(sql));
}

export function parse(name: string, sql: string, types: readonly number[] = []): Buffer {
  return message('P', text(name), text(sql), int16(types.length), ...types.map(int32));
}

export function bind(
  portal: string,
  statement: string,
  values: readonly (string | Buffer | null)[] = [],
  formats: { readonly parameters?: readonly number[]; readonly results?: readonly number[] } = {},
): Buffer {
  const { parameters = [], results = [] } = formats;
  const encoded = values.flatMap((value) => {
    if (value === null) return [int32(-1)];
    const bytes = Buffer.from(value);
    return [int32(bytes.length), bytes];
  });
  return message(
    'B',
    text(portal),
    text(statement),
    int16(parameters.length),
    ...parameters.map(int16),
    int16(values.length),
    ...encoded,
    int16(results.length),
    ...results.map(int16),
  );
}

export function describe(subject: 'S' | 'P', name: string): Buffer {
  return message('D', Buffer.from(subject), text(name));
}

export function execute(portal: string, maxRows = 0): Buffer {
  return message('E', text(portal), int32(maxRows));
}

export function close(subject: 'S' | 'P', name: string): Buffer {
  return message('C', Buffer.from(subject), text(name));
}

export function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value | 0);
  return bytes;
}

export function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

/** The types of messages in a row, such as `TDDCZ`. */
export function types(replies: readonly Reply[]): string {
  return replies.map((reply) => reply.type).join('');
}

/** The fields of an ErrorResponse or NoticeResponse by their letters. */
export function report(reply: Reply | undefined): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const field of reply?.body.toString('utf8').split('\0') ?? []) {
    if (field !== '') fields[field.slice(0, 1)] = field.slice(1);
  }
  return fields;
}

/** The texts of a DataRow. */
export function values(reply: Reply): (string | null)[] {
  return rawValues(reply).map((value) => value?.toString('utf8') ?? null);
}

export function rawValues(reply: Reply): (Buffer | null)[] {
  const { body } = reply;
  const found: (Buffer | null)[] = [];
  let position = 2;
  for (let left = body.readInt16BE(0); left > 0; left -= 1) {
    const length = body.readInt32BE(position);
    position += 4;
    found.push(length < 0 ? null : body.subarray(position, position + length));
    position += Math.max(0, length);
  }
  return found;
}

/** The rows among the messages. */
export function rows(replies: readonly Reply[]): (string | null)[][] {
  return replies.filter((reply) => reply.type === 'D').map(values);
}

/** What a refused client reads: one FATAL error, then the end. */
export async function refusal(client: WireClient): Promise<Record<string, string>> {
  const replies = await client.rest();
  const fields = report(replies[0]);
  if (types(replies) !== 'E' || fields['S'] !== 'FATAL')
    throw new Error(`Not refused but answered: ${types(replies)}`);
  return fields;
}
