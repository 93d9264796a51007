/** Reading the command line: options by name, values in order; a wrong use is a UsageError (exit status 2). */
import { parseArgs } from 'node:util';

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Arguments {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** A whole number of at least 0. */
  count(name: string): number | undefined;
}

/** `data-dir` and `json` are known everywhere. */
const everywhere = { 'data-dir': 'text', 'run-dir': 'text', json: 'flag', help: 'flag' } as const;

export function readArguments(
  argv: readonly string[],
  options: Readonly<Record<string, 'text' | 'flag'>>,
): Arguments {
  const known = { ...everywhere, ...options };
  const { values, positionals } = parse(argv, known);
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    positionals,
    text,
    flag: (name) => values[name] === true,
    count(name) {
      const value = text(name);
      if (value === undefined) return undefined;
      const count = Number(value);
      if (!/^\d+$/.test(value) || !Number.isSafeInteger(count)) {
        throw new UsageError(`--${name} wants a whole number, not '${value}'.`);
      }
      return count;
    },
  };
}

export function expectNoMore(more: readonly string[]): void {
  if (more.length > 0) throw new UsageError(`'${more[0]}' is not expected here.`);
}

function parse(
  argv: readonly string[],
  known: Readonly<Record<string, 'text' | 'flag'>>,
): { values: Record<string, unknown>; positionals: string[] } {
  const stand = argv.map((argument, at) => (isNoOption(argument) ? `${standIn}${at}` : argument));
  const restored = (text: string): string =>
    text.startsWith(standIn) ? (argv[Number(text.slice(standIn.length))] ?? '') : text;
  try {
    const { values, positionals } = parseArgs({
      args: stand,
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(known).map(
          ([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' }] as const,
        ),
      ),
    });
    const texts = Object.entries(values).map(
      ([name, value]) => [name, typeof value === 'string' ? restored(value) : value] as const,
    );
    return { values: Object.fromEntries(texts), positionals: positionals.map(restored) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // What follows is advice for programmers.
    throw new UsageError(message.replace(/\. To specify.*$/s, '.').split('\n')[0] ?? '');
  }
}

/** A statement may begin with a comment, and no option has white space in its name. */
function isNoOption(argument: string): boolean {
  return /^-[^\s=]*\s/.test(argument);
}

/** No argument can begin so: the system ends arguments at this character. */
const standIn = '\0';
