/** Messages of the PostgreSQL protocol, from the server's side. */
import { Buffer } from 'node:buffer';

export class Writer {
  #parts = [];
  int16(n) {
    const b = Buffer.alloc(2);
    b.writeUInt16BE(n);
    this.#parts.push(b);
    return this;
  }
  int32(n) {
    const b = Buffer.alloc(4);
    b.writeInt32BE(n);
    this.#parts.push(b);
    return this;
  }
  text(s) {
    this.#parts.push(Buffer.from(`${s}\0`));
    return this;
  }
  raw(b) {
    this.#parts.push(b);
    return this;
  }
  message(type) {
    const body = Buffer.concat(this.#parts);
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  }
}

export const report = (type, code, message, hint) => {
  const w = new Writer()
    .raw(Buffer.from('S'))
    .text(type === 'E' ? 'ERROR' : 'WARNING')
    .raw(Buffer.from('C'))
    .text(code)
    .raw(Buffer.from('M'))
    .text(message);
  if (hint) w.raw(Buffer.from('H')).text(hint);
  return w.raw(Buffer.alloc(1)).message(type);
};

/** The SQLSTATE that the engine would give what DuckDB says. */
export function stateOf(message) {
  if (/Table with name/.test(message)) return '42P01';
  if (/column .* not found|Referenced column/i.test(message)) return '42703';
  if (/Parser Error/.test(message)) return '42601';
  if (/INTERRUPT/.test(message)) return '57014';
  return '22000';
}
