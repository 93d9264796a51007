/**
 * Changing what the registry of Windows holds for all accounts: directly where this account may, else, where that is
 * wanted, by this program's own commands behind the system's prompt.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { lineChanges } from './line-changes.ts';
import { formatRegistry, type RegistryChange } from './reg-file.ts';
import type { Environment } from './odbc-files.ts';
import { ownProgram } from './own-program.ts';
import { elevatedCommand, runElevated, type ElevationOutcome } from './windows-elevation.ts';
import { windowsRegistry, type Registry } from './windows-registry.ts';

export interface MachineRegistry {
  readonly registry: Registry;
  /** This program, as others start it; null where there is no such command. */
  readonly ownProgram: () => Promise<readonly string[] | null>;
  /** Runs this program's command with administrator rights. */
  readonly runElevated: (words: readonly string[]) => Promise<ElevationOutcome>;
}

export interface MachineChange {
  /** The key below which all of it lies. */
  readonly key: string;
  /** Such as `the system data sources`. */
  readonly what: string;
  readonly steps: readonly RegistryChange[];
  /** What does the same, as arguments of this program: one after the other. */
  readonly commands: readonly (readonly string[])[];
  readonly elevate: boolean;
  /** What else the rights are needed for; done first. */
  readonly prepare?: () => Promise<void>;
}

/** The registry of this computer. */
export function windowsMachine(env: Environment): MachineRegistry {
  return {
    registry: windowsRegistry(),
    ownProgram: () => ownProgram(env),
    runElevated: (words) => runElevated(words, { ...env }),
  };
}

/** Throws 42501 with `elevation` where rights are needed; also where they were refused. */
export async function changeMachine(
  { registry, ownProgram, runElevated }: MachineRegistry,
  { key, what, steps, commands, elevate, prepare }: MachineChange,
): Promise<void> {
  if (await registry.mayChange(key)) {
    await prepare?.();
    return registry.apply(steps);
  }
  const program = await ownProgram();
  if (!elevate || program === null) throw needsRights({ key, what, steps }, program, commands[0] ?? []);
  let done = 0;
  for (const command of commands) {
    const outcome = await runElevated([...program, ...command]);
    if (outcome !== 'done') throw failures[outcome](what, typedLine([...program, ...command]), done);
    done += 1;
  }
}

const failures = {
  refused: (what: string, _line: string, done: number) =>
    new DrawbridgeError(
      SqlState.insufficientPrivilege,
      `The administrator rights to change ${what} were not given.`,
      { hint: left(done) },
    ),
  failed: (what: string, line: string, done: number) =>
    new DrawbridgeError(
      SqlState.ioError,
      `The rights were asked for, but the command that changes ${what} did not do its work.`,
      { hint: `${left(done)} In a terminal of an administrator it says why: ${line}` },
    ),
} as const;

const left = (done: number): string =>
  done === 0 ? 'Nothing was changed.' : 'What was not changed before stays as it was.';

function needsRights(
  { key, what, steps }: Pick<MachineChange, 'key' | 'what' | 'steps'>,
  program: readonly string[] | null,
  command: readonly string[],
): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.insufficientPrivilege,
    `Administrator rights are needed to change ${what}.`,
    {
      hint:
        program === null
          ? 'Nothing was changed. Do it from an account with administrator rights.'
          : 'Nothing was changed. The administrator can ask for the rights; the command line does with --elevate.',
      elevation: {
        file: key,
        lines: lineChanges(Buffer.alloc(0), Buffer.from(formatRegistry(steps))),
        how: program === null ? 'no program' : 'uac',
        command: program === null ? '' : typedLine(elevatedCommand([...program, ...command])),
      },
    },
  );
}

/** For a terminal of Windows. */
function typedLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w.:\\/-]+$/.test(word) ? word : `"${word.replaceAll('"', String.raw`\"`)}"`))
    .join(' ');
}
