/**
 * What a library of Windows tells by its file: https://learn.microsoft.com/windows/win32/debug/pe-format, and of its
 * version resource https://learn.microsoft.com/windows/win32/api/verrsrc/ns-verrsrc-vs_fixedfileinfo.
 */
export interface PeFacts {
  readonly platform: '32-bit' | '64-bit' | '';
  /** Four numbers; '' without a version resource. */
  readonly version: string;
  /** '' where none is named. */
  readonly company: string;
}

/** Enough of a file's beginning to tell its platform. */
export const peHeadLength = 4096;

/** null for what is no such file. `bytes` may be the beginning only: then nothing but the platform may be known. */
export function peFacts(bytes: Buffer): PeFacts | null {
  const platform = pePlatform(bytes);
  return platform === null ? null : { platform, version: versionIn(bytes), company: companyIn(bytes) };
}

const machines: ReadonlyMap<number, PeFacts['platform']> = new Map([
  [0x014c, '32-bit'],
  [0x8664, '64-bit'],
  [0xaa64, '64-bit'],
]);

function pePlatform(bytes: Buffer): PeFacts['platform'] | null {
  if (bytes.length < 64 || bytes.toString('latin1', 0, 2) !== 'MZ') return null;
  const at = bytes.readUInt32LE(0x3c);
  if (at + 6 > bytes.length || bytes.toString('latin1', at, at + 4) !== 'PE\0\0') return null;
  return machines.get(bytes.readUInt16LE(at + 4)) ?? '';
}

function versionIn(bytes: Buffer): string {
  // The signature of VS_FIXEDFILEINFO; the file's version follows after its own.
  const at = bytes.indexOf(Buffer.from([0xbd, 0x04, 0xef, 0xfe]));
  if (at < 0 || at + 16 > bytes.length) return '';
  const [high, low] = [bytes.readUInt32LE(at + 8), bytes.readUInt32LE(at + 12)];
  return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');
}

function companyIn(bytes: Buffer): string {
  const name = Buffer.from('CompanyName\0', 'utf16le');
  const at = bytes.indexOf(name);
  if (at < 0) return '';
  // The value begins at a multiple of four bytes: up to two more zeros.
  const text = bytes.toString('utf16le', at + name.length, at + name.length + 512);
  return /^\0?([^\0]*)\0/.exec(text)?.[1] ?? '';
}
