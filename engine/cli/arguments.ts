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
      if (value.trim() === '' || !Number.isSafeInteger(count) || count < 0) {
        throw new UsageError(`--${name} wants a whole number, not '${value}'.`);
      }
      return count;
    },
  };
}

function parse(
  argv: readonly string[],
  known: Readonly<Record<string, 'text' | 'flag'>>,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(known).map(
          ([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' }] as const,
        ),
      ),
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}
