/** What keeps a data source from being found or changed, in the same words wherever it is noticed. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { DsnKey } from './dsn-store.ts';

export function noSuchDsn({ name, scope }: DsnKey): DrawbridgeError {
  const text =
    scope === 'file'
      ? `There is no data source in a file ${name}.`
      : `There is no ${scope} data source named "${name}".`;
  return new DrawbridgeError(SqlState.unknownDatabase, text);
}

export function foreignDsn(name: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.insufficientPrivilege, `${name} belongs to another driver.`, {
    hint: 'Change it with the tool of that driver, or choose another name.',
  });
}

/** Thrown where one would be connected to, tested or signed in for. */
export function foreignConnection(name: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.unknownDatabase, `${name} belongs to another driver.`, {
    hint: 'Connect to it with an application that uses that driver, or choose a data source of Drawbridge.',
  });
}

export function nameTaken(name: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.duplicateObject, `A data source named ${name} is there already.`, {
    hint: 'Choose another name.',
  });
}
