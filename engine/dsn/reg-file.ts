/**
 * The registration files of Windows (`.reg`, version 5), which `reg.exe` exports and imports: texts of any language and
 * form come through them unharmed, which the command's own output and arguments do not promise.
 * https://learn.microsoft.com/windows/win32/sysinfo/registry-editor-file-format is silent on most; the rest was found by
 * reading exported files.
 */
import type { IniPair } from './ini-file.ts';

export interface RegistryKey {
  /** As `HKEY_CURRENT_USER\SOFTWARE\…`. */
  readonly path: string;
  /**
   * Its texts (REG_SZ), in their order, and those that name variables of the environment (REG_EXPAND_SZ), as they stand
   * there. What is of another type is left out.
   */
  readonly values: readonly IniPair[];
}

export type RegistryChange =
  | { readonly path: string; readonly remove: true }
  /** A value of null is removed. */
  | { readonly path: string; readonly set: readonly (readonly [name: string, value: string | null])[] };

const header = 'Windows Registry Editor Version 5.00';

export function parseRegistry(text: string): readonly RegistryKey[] {
  const keys: { path: string; values: IniPair[] }[] = [];
  // A line that ends with a backslash goes on, in values of other types.
  for (const line of text.replaceAll(/\\\r?\n\s*/g, '').split(/\r?\n/)) {
    const [, path] = /^\[(?!-)(.+)\]$/.exec(line) ?? [];
    if (path !== undefined) keys.push({ path, values: [] });
    const [, name, value] = /^"((?:[^"\\]|\\.)*)"="((?:[^"\\]|\\.)*)"$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined)
      keys.at(-1)?.values.push([unquoted(name), unquoted(value)]);
    const [, expanding, bytes] = /^"((?:[^"\\]|\\.)*)"=hex\(2\):([0-9a-f,]*)$/i.exec(line) ?? [];
    if (expanding !== undefined && bytes !== undefined)
      keys.at(-1)?.values.push([unquoted(expanding), textOf(bytes)]);
  }
  return keys;
}

export function formatRegistry(changes: readonly RegistryChange[]): string {
  const lines = changes.flatMap((change) =>
    'remove' in change
      ? ['', `[-${change.path}]`]
      : [
          '',
          `[${change.path}]`,
          ...change.set.map(([name, value]) => `${quoted(name)}=${value === null ? '-' : quoted(value)}`),
        ],
  );
  return [header, ...lines, ''].join('\r\n');
}

/** UTF-16 with a zero at its end. */
function textOf(bytes: string): string {
  const text = Buffer.from(bytes.replaceAll(',', ''), 'hex').toString('utf16le');
  return text.replace(/\0.*$/s, '');
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function unquoted(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}
