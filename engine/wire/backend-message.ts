/**
 * The messages that the server sends, except rows (encode-chunk.ts). Formats:
 * https://www.postgresql.org/docs/15/protocol-message-formats.html
 */
import type { DrawbridgeError, Notice } from '../error.ts';
import type { ColumnDescription } from '../session/session.ts';
import type { Format } from './frontend-message.ts';
import type { MessageWriter } from './message-writer.ts';
import { typeSize } from './type-oid.ts';

/** `I`: no transaction, `T`: in one, `E`: in one that has failed. */
export type TransactionStatus = 'I' | 'T' | 'E';

const code = (letter: string): number => letter.charCodeAt(0);

/** Messages without a body. */
function bare(letter: string): (out: MessageWriter) => void {
  const type = code(letter);
  return (out) => {
    out.begin(type);
    out.end();
  };
}

export const sendParseComplete = bare('1');
export const sendBindComplete = bare('2');
export const sendCloseComplete = bare('3');
export const sendNoData = bare('n');
export const sendEmptyQueryResponse = bare('I');
export const sendPortalSuspended = bare('s');

/** `kind` 0: accepted, 10: SASL mechanisms, 11: SASL goes on, 12: SASL is done. */
export function sendAuthentication(
  out: MessageWriter,
  kind: 0 | 10 | 11 | 12,
  data: Uint8Array | null = null,
): void {
  out.begin(code('R'));
  out.int32(kind);
  if (data !== null) out.raw(data);
  out.end();
}

export function sendParameterStatus(out: MessageWriter, name: string, value: string): void {
  out.begin(code('S'));
  out.cstring(name);
  out.cstring(value);
  out.end();
}

export function sendBackendKey(out: MessageWriter, processId: number, secret: number): void {
  out.begin(code('K'));
  out.int32(processId);
  out.uint32(secret);
  out.end();
}

/** `version` as in a startup message: the newest that is spoken here. */
export function sendNegotiateVersion(
  out: MessageWriter,
  version: number,
  unknownOptions: readonly string[],
): void {
  out.begin(code('v'));
  out.int32(version);
  out.int32(unknownOptions.length);
  for (const option of unknownOptions) out.cstring(option);
  out.end();
}

export function sendReadyForQuery(out: MessageWriter, status: TransactionStatus): void {
  out.begin(code('Z'));
  out.int8(code(status));
  out.end();
}

export function sendCommandComplete(out: MessageWriter, tag: string): void {
  out.begin(code('C'));
  out.cstring(tag);
  out.end();
}

export function sendParameterDescription(out: MessageWriter, types: readonly number[]): void {
  out.begin(code('t'));
  out.int16(types.length);
  for (const type of types) out.uint32(type);
  out.end();
}

/** `formats` has one entry for each column. */
export function sendRowDescription(
  out: MessageWriter,
  columns: readonly ColumnDescription[],
  formats: readonly Format[],
): void {
  out.begin(code('T'));
  out.int16(columns.length);
  for (const [index, column] of columns.entries()) {
    out.cstring(column.name);
    out.uint32(column.origin?.tableOid ?? 0);
    out.int16(column.origin?.columnNumber ?? 0);
    out.uint32(column.typeOid);
    out.int16(typeSize(column.typeOid));
    out.int32(column.typeModifier);
    out.int16(formats[index] ?? 0);
  }
  out.end();
}

/** FATAL says that the connection ends with it. */
export function sendError(out: MessageWriter, severity: 'ERROR' | 'FATAL', error: DrawbridgeError): void {
  sendReport(out, 'E', severity, error);
}

/** Warnings, and what PostgreSQL warns of in transactions. */
const warningClasses = new Set(['01', '25']);

export function sendNotice(out: MessageWriter, notice: Notice): void {
  sendReport(out, 'N', warningClasses.has(notice.sqlState.slice(0, 2)) ? 'WARNING' : 'NOTICE', notice);
}

interface Report {
  readonly sqlState: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly position?: number | undefined;
}

function sendReport(out: MessageWriter, letter: 'E' | 'N', severity: string, report: Report): void {
  const field = (name: string, text: string | undefined): void => {
    if (text === undefined) return;
    out.int8(code(name));
    out.cstring(text);
  };
  out.begin(code(letter));
  // Twice: clients read the second, which PostgreSQL never translates.
  field('S', severity);
  field('V', severity);
  field('C', report.sqlState);
  field('M', report.message);
  field('D', report.detail);
  field('H', report.hint);
  field('P', report.position?.toString());
  out.int8(0);
  out.end();
}
