/** What a command is. `main.ts` finds it by its name, prints usage, and turns what it throws into an exit status. */

export interface Command {
  readonly name: string;
  /** One line after `drawbridge`, such as `query --dsn NAME SQL`. */
  readonly usage: string;
  readonly summary: string;
  /** Resolves to the exit status. Throws UsageError (2) or anything else (1). */
  run(argv: readonly string[]): Promise<number>;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

interface Told {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A notice of the engine, with what to do about it. */
export function remarkNotice(notice: Told): void {
  remark(`drawbridge: ${sentences(notice)}`);
}

/** The one line of a command that fails. */
export function remarkFailure(failure: Told & { readonly sqlState: string }): void {
  remark(`drawbridge: ${sentences(failure)} (${failure.sqlState})`);
}

function sentences({ message, hint }: Told): string {
  const first = /[.!?]$/.test(message) ? message : `${message}.`;
  return [first, ...(hint === undefined ? [] : [hint])].join(' ').replaceAll(/\s*\n\s*/g, ' ');
}

/** Remarks go to standard error, so that output stays usable by programs. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`);
}
