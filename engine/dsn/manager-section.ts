/**
 * Sections of odbcinst.ini as unixODBC 2.3.11 finds them (by trying): it reads the system's file, then the user's,
 * as if they were one, and of two sections with one name only the first counts, as a whole. So a system file that
 * has a section [ODBC] hides all that the user's file says there.
 */
import { readIfThere } from './atomic-file.ts';
import { foldIniName, type IniPair, readSection, removeSection, writeSection } from './ini-file.ts';
import { updateOdbcFile } from './odbc-file.ts';
import type { Environment, OdbcFiles } from './odbc-files.ts';

export type ManagerScope = 'user' | 'system';
/** Whose settings they are: those of files, or of the registry. */
export type ManagerKind = 'unixODBC' | 'Windows';
export type ManagerFiles = Pick<OdbcFiles, 'userDrivers' | 'systemDrivers'>;

/** Holds what the driver manager itself obeys; it is no driver. */
export const managerSection = 'ODBC';

export interface FoundSection {
  readonly scope: ManagerScope;
  readonly file: string;
  readonly pairs: readonly IniPair[];
}

export const driversFile = (files: ManagerFiles, scope: ManagerScope): string =>
  scope === 'system' ? files.systemDrivers : files.userDrivers;

/** The sections of this name, that which counts first. */
export async function findSections(files: ManagerFiles, name: string): Promise<readonly FoundSection[]> {
  const found: FoundSection[] = [];
  for (const scope of ['system', 'user'] as const) {
    const file = driversFile(files, scope);
    const bytes = await readIfThere(file);
    const pairs = bytes === null ? null : readSection(bytes, name);
    if (pairs !== null) found.push({ scope, file, pairs });
  }
  return found;
}

export function valueIn(section: FoundSection | undefined, key: string): string | undefined {
  return section?.pairs.find(([name]) => foldIniName(name) === foldIniName(key))?.[1];
}

/** Whether unixODBC takes the value for a yes: by its first letters. */
export function isOn(value = ''): boolean {
  return /^(?:1|y|on)/i.test(value);
}

export interface ChangeOptions {
  readonly elevate?: boolean | undefined;
  readonly env?: Environment;
  /** What does the same in a terminal. */
  readonly command?: readonly string[];
}

/** Sets values of one section, or takes them away (null). A section that is left with nothing in it goes. */
export async function changeSection(
  file: string,
  name: string,
  changes: Readonly<Record<string, string | null>>,
  options: ChangeOptions = {},
): Promise<void> {
  await updateOdbcFile(file, (bytes) => changedSection(bytes, name, changes), { mode: 0o644, ...options });
}

function changedSection(
  bytes: Buffer,
  name: string,
  changes: Readonly<Record<string, string | null>>,
): Buffer {
  const before = readSection(bytes, name);
  const pairs = new Map((before ?? []).map((pair) => [foldIniName(pair[0]), pair]));
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) pairs.delete(foldIniName(key));
    else pairs.set(foldIniName(key), [pairs.get(foldIniName(key))?.[0] ?? key, value]);
  }
  if (before === null && pairs.size === 0) return bytes;
  const after = writeSection(bytes, name, [...pairs.values()]);
  if (pairs.size > 0 || before?.length === 0) return after;
  const without = removeSection(after, name);
  // Somebody's words in the section keep it.
  return comments(without) === comments(after) ? without : after;
}

function comments(bytes: Buffer): number {
  return bytes.toString('latin1').match(/^[ \t]*[;#]/gm)?.length ?? 0;
}
