/** What a client says once it is connected, as one union; `parseMessage` reads a frame as one of it or throws 08P01. */
import type { Buffer } from 'node:buffer';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Frame } from './frame-buffer.ts';
import { MessageReader } from './message-reader.ts';

/** 0 is text, 1 is binary. */
export type Format = 0 | 1;

/** What Describe and Close are about. */
export type Subject = 'statement' | 'portal';

export interface BindMessage {
  readonly kind: 'bind';
  readonly portal: string;
  readonly statement: string;
  /** None: all text; one: for all; else one each. */
  readonly parameterFormats: readonly Format[];
  readonly parameters: readonly (Buffer | null)[];
  readonly resultFormats: readonly Format[];
}

export interface ParseMessage {
  readonly kind: 'parse';
  readonly statement: string;
  readonly text: string;
  readonly parameterTypes: readonly number[];
}

export type FrontendMessage =
  | { readonly kind: 'query'; readonly text: string }
  | ParseMessage
  | BindMessage
  | { readonly kind: 'describe'; readonly subject: Subject; readonly name: string }
  | { readonly kind: 'execute'; readonly portal: string; readonly maxRows: number }
  | { readonly kind: 'close'; readonly subject: Subject; readonly name: string }
  | { readonly kind: 'sync' }
  | { readonly kind: 'flush' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'functionCall' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'unknown' };

export function parseMessage(frame: Frame): FrontendMessage {
  const reader = new MessageReader(frame.body);
  const message = read(String.fromCharCode(frame.type), reader);
  if (message.kind !== 'functionCall' && message.kind !== 'copy' && message.kind !== 'unknown') reader.end();
  return message;
}

function read(type: string, reader: MessageReader): FrontendMessage {
  switch (type) {
    case 'Q':
      return { kind: 'query', text: reader.cstring() };
    case 'P':
      return {
        kind: 'parse',
        statement: reader.cstring(),
        text: reader.cstring(),
        parameterTypes: times(reader.uint16(), () => reader.uint32()),
      };
    case 'B':
      return {
        kind: 'bind',
        portal: reader.cstring(),
        statement: reader.cstring(),
        parameterFormats: times(reader.uint16(), () => readFormat(reader)),
        parameters: times(reader.uint16(), () => readParameter(reader)),
        resultFormats: times(reader.uint16(), () => readFormat(reader)),
      };
    case 'D':
      return { kind: 'describe', subject: readSubject(reader), name: reader.cstring() };
    case 'E':
      return { kind: 'execute', portal: reader.cstring(), maxRows: Math.max(0, reader.int32()) };
    case 'C':
      return { kind: 'close', subject: readSubject(reader), name: reader.cstring() };
    case 'S':
      return { kind: 'sync' };
    case 'H':
      return { kind: 'flush' };
    case 'X':
      return { kind: 'terminate' };
    case 'F':
      return { kind: 'functionCall' };
    case 'd':
    case 'c':
    case 'f':
      return { kind: 'copy' };
    default:
      return { kind: 'unknown' };
  }
}

function times<T>(count: number, readOne: () => T): T[] {
  const items: T[] = [];
  for (let index = 0; index < count; index += 1) items.push(readOne());
  return items;
}

function readFormat(reader: MessageReader): Format {
  const code = reader.int16();
  if (code === 0 || code === 1) return code;
  throw new DrawbridgeError(SqlState.protocolViolation, `There is no format with the code ${code}`);
}

function readParameter(reader: MessageReader): Buffer | null {
  const length = reader.int32();
  return length === -1 ? null : reader.bytes(length);
}

function readSubject(reader: MessageReader): Subject {
  const code = String.fromCharCode(reader.byte());
  if (code === 'S') return 'statement';
  if (code === 'P') return 'portal';
  throw new DrawbridgeError(SqlState.protocolViolation, `A message names neither a statement nor a portal`);
}
