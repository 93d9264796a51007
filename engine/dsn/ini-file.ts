/**
 * Editing ini files as unixODBC reads them (2.3.11, found by trying): a section begins at a line whose first
 * character that is no space is `[`; its name, trimmed, matches without regard to case; of sections with one
 * name only the first counts, and so does the first of a section's equal keys; `;` and `#` begin a comment only
 * at the start of a line; a value runs to the end of the line, trimmed.
 *
 * All functions take and return bytes, and every byte outside the edited section stays what it was: other
 * encodings, line ends, comments and mistakes included. New text is UTF-8.
 */
import { isUtf8 } from 'node:buffer';

export type IniPair = readonly [key: string, value: string];

/** Names of the sections in their order, each once. */
export function sectionNames(bytes: Buffer): readonly string[] {
  const names = new Map<string, string>();
  for (const section of parse(bytes).sections)
    if (!names.has(foldIniName(section.name))) names.set(foldIniName(section.name), section.name);
  return [...names.values()];
}

/** The pairs of a section, the first of each key; null when there is no such section. */
export function readSection(bytes: Buffer, name: string): readonly IniPair[] | null {
  const section = find(parse(bytes), name);
  return section ? pairsOf(section) : null;
}

/** The first of each key. */
function pairsOf(section: Section): readonly IniPair[] {
  const pairs = new Map<string, IniPair>();
  for (const line of section.lines) {
    const pair = pairOf(line);
    if (pair && !pairs.has(foldIniName(pair[0]))) pairs.set(foldIniName(pair[0]), pair);
  }
  return [...pairs.values()];
}

/**
 * Makes the section hold these pairs and no other; lines that say the same already, comments and the order
 * stay. A new section is put at the end. `newName` renames the section.
 */
export function writeSection(
  bytes: Buffer,
  name: string,
  pairs: readonly IniPair[],
  newName?: string,
): Buffer {
  const file = parse(bytes);
  const section = find(file, name) ?? append(file, newName ?? name);
  if (newName !== undefined && section.name !== newName)
    section.header = `[${encode(newName)}]${endOfLine(section.header) || file.eol}`;
  const missing = new Map(pairs.map((pair) => [foldIniName(pair[0]), pair]));
  const wanted = new Map(missing);
  const kept: string[] = [];
  for (const line of section.lines) {
    const pair = pairOf(line);
    const key = pair ? foldIniName(pair[0]) : '';
    if (pair === null) kept.push(line);
    else if (missing.delete(key)) kept.push(withValue(line, wanted.get(key)?.[1] ?? '', file.eol));
  }
  const added = [...missing.values()].map(([key, value]) => `${encode(key)}=${encode(value)}${file.eol}`);
  if (endOfLine(section.header) === '') section.header += file.eol;
  section.lines = insert(kept, added, file.eol);
  return render(file);
}

/**
 * Takes all sections of this name away, or those that `goes` says so of, with the comments between their lines.
 * Comments after the last pair stay: they may describe what follows. So does everything else, byte for byte, when a
 * section goes that writeSection put at the end.
 */
export function removeSection(
  bytes: Buffer,
  name: string,
  goes: (pairs: readonly IniPair[]) => boolean = () => true,
): Buffer {
  const file = parse(bytes);
  let previous = file.preamble;
  const kept: Section[] = [];
  let atEnd = false;
  for (const section of file.sections) {
    atEnd = foldIniName(section.name) === foldIniName(name) && goes(pairsOf(section));
    if (atEnd) {
      previous.push(...linesAfterPairs(section.lines));
    } else {
      kept.push(section);
      previous = section.lines;
    }
  }
  const last = previous.at(-1);
  if (atEnd && last !== undefined && trim(last) === '') previous.pop();
  file.sections = kept;
  return render(file);
}

interface Section {
  readonly name: string;
  header: string;
  lines: string[];
}

interface IniText {
  readonly eol: string;
  /** The lines before the first section. */
  readonly preamble: string[];
  sections: Section[];
}

/** Lines are Latin-1 strings, one character a byte, with their line ends. */
function parse(bytes: Buffer): IniText {
  const lines = bytes.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const file: IniText = { eol: lines[0]?.endsWith('\r\n') ? '\r\n' : '\n', preamble: [], sections: [] };
  let current = file.preamble;
  for (const line of lines) {
    const header = /^[ \t\v\f\r]*\[([^\]\r\n]*)/.exec(line);
    if (header) {
      const section: Section = { name: decode(trim(header[1] ?? '')), header: line, lines: [] };
      file.sections.push(section);
      current = section.lines;
    } else {
      current.push(line);
    }
  }
  return file;
}

function render({ preamble, sections }: IniText): Buffer {
  const lines = [...preamble, ...sections.flatMap(({ header, lines }) => [header, ...lines])];
  return Buffer.from(lines.join(''), 'latin1');
}

function find(file: IniText, name: string): Section | undefined {
  return file.sections.find((section) => foldIniName(section.name) === foldIniName(name));
}

function append(file: IniText, name: string): Section {
  const last = file.sections.at(-1);
  const lines = last?.lines ?? file.preamble;
  const lastLine = lines.at(-1) ?? last?.header;
  if (lastLine !== undefined) {
    if (endOfLine(lastLine) === '') lines.push(file.eol);
    // Behind a blank line, too: removing the section takes one away again, and the file is what it was.
    lines.push(file.eol);
  }
  const section: Section = { name, header: `[${encode(name)}]${file.eol}`, lines: [] };
  file.sections.push(section);
  return section;
}

/** New pairs go after the last pair, in front of the comments and blank lines that may belong to what follows. */
function insert(lines: readonly string[], added: readonly string[], eol: string): string[] {
  if (added.length === 0) return [...lines];
  const at = lines.findLastIndex((line) => pairOf(line) !== null) + 1;
  const before = lines.slice(0, at);
  const last = before.at(-1);
  if (last !== undefined && endOfLine(last) === '') before.push(eol);
  return [...before, ...added, ...lines.slice(at)];
}

function linesAfterPairs(lines: readonly string[]): string[] {
  const after = lines.slice(lines.findLastIndex((line) => pairOf(line) !== null) + 1);
  const comment = after.findIndex((line) => trim(line) !== '');
  return comment === -1 ? [] : after.slice(comment);
}

function pairOf(line: string): IniPair | null {
  const equals = line.indexOf('=');
  const key = trim(line.slice(0, Math.max(equals, 0)));
  if (key === '' || key.startsWith(';') || key.startsWith('#')) return null;
  return [decode(key), decode(trim(line.slice(equals + 1)))];
}

/** The line itself where it says this value already. */
function withValue(line: string, value: string, eol: string): string {
  if (pairOf(line)?.[1] === value) return line;
  const start = /^[^=]*=[ \t]*/.exec(line)?.[0] ?? '';
  return `${start}${encode(value)}${endOfLine(line) || eol}`;
}

function endOfLine(line: string): string {
  return /\r?\n$/.exec(line)?.[0] ?? '';
}

/** Whether two names of sections or keys are one to unixODBC. */
export function sameIniName(one: string, other: string): boolean {
  return foldIniName(one) === foldIniName(other);
}

/** ASCII only, like strcasecmp. */
export function foldIniName(name: string): string {
  return name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** ASCII only: trim() would take the last byte of an à in UTF-8 for a space. */
export function trim(latin1: string): string {
  return latin1.replaceAll(/^[ \t\r\n\v\f]+|[ \t\r\n\v\f]+$/g, '');
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Old files may be Latin-1; what is no UTF-8 is read as that. `latin1`: one character a byte. */
export function decode(latin1: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : latin1;
}
