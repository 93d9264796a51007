/** Data sources as a text: what Export writes and Import reads. Secrets and sign-ins are not in it. */
import { DrawbridgeError, SqlState } from '../../error.ts';

export interface PortableDsn {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<string, string>>;
}

const format = 1;
/** As many as nobody has, so that a wrong file is told at once. */
const most = 1000;

export function exportText(dataSources: readonly PortableDsn[]): string {
  return `${JSON.stringify({ format, dataSources }, null, 2)}\n`;
}

/** Throws 22023 for a text that was not exported by us. */
export function readExport(text: string): readonly PortableDsn[] {
  const content = parse(text);
  if (isRecord(content) && content['format'] === format) {
    const list = content['dataSources'];
    if (Array.isArray(list) && list.length <= most && list.every(isPortable)) return list;
  }
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    'This is not a file that "drawbridge dsn export" or Export… wrote.',
    { hint: 'Nothing was imported.' },
  );
}

/** The address of a proxy may hold a name and a password. */
export function withoutLogin(value: string): string {
  return value.replace(/^(\w+:\/\/)[^/?#]*@/, '$1');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

function isPortable(value: unknown): value is PortableDsn {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    typeof value['description'] === 'string' &&
    isRecord(value['values']) &&
    Object.values(value['values']).every((text) => typeof text === 'string')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
