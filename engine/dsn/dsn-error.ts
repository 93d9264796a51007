/** What keeps a data source from being found or changed, in the same words wherever it is noticed. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { DsnKey } from './dsn-store.ts';

export function noSuchDsn({ name, scope }: DsnKey): DrawbridgeError {
  return new DrawbridgeError(SqlState.unknownDatabase, `There is no ${scope} data source named "${name}".`);
}

export function foreignDsn(name: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.insufficientPrivilege, `${name} belongs to another driver.`, {
    hint: 'Change it with the tool of that driver, or choose another name.',
  });
}
