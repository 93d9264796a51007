/** `set_config(name, value, local)` sets, as SET does. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { constantCalls } from './constant-calls.ts';

export interface ConfigCall {
  readonly name: string;
  readonly value: string | null;
  readonly local: boolean;
}

/** The calls of a statement, with its parameters in place. Throws 0A000 for arguments that are no constants. */
export function configCalls(text: string, parameters: readonly (string | null)[]): readonly ConfigCall[] {
  return constantCalls(text, ['set_config'], parameters).map(({ arguments: [name, value, local] }) => {
    if (name === undefined || name === null || value === undefined || local === undefined)
      throw new DrawbridgeError(
        SqlState.undefinedFunction,
        'set_config takes a name, a value and a boolean.',
      );
    return { name, value, local: /^(?:t|true|on|1|yes)$/i.test(local ?? '') };
  });
}
