/** What a credential must be allowed for each table, each kind of write and each procedure. */
import { apiTokenScopes } from './api-token-scopes.ts';
import { deepFreeze } from './define-table.ts';
import { procedures } from './procedures.ts';
import type { TableDef, WriteCall } from './table.ts';
import { apiTables } from './tables.ts';

export interface NeededCall {
  readonly method: 'GET' | WriteCall['method'];
  readonly path: string;
  /** Of OAuth and of access tokens; all are needed. */
  readonly oauth: readonly string[];
  readonly apiToken: readonly string[];
}

export interface NeededScopes {
  /** The table or the procedure. */
  readonly name: string;
  readonly use: 'read' | 'insert' | 'update' | 'delete' | 'call';
  readonly calls: readonly NeededCall[];
}

const call = (method: NeededCall['method'], path: string, oauth: readonly string[]): NeededCall => ({
  method,
  path,
  oauth,
  apiToken: apiTokenScopes(method, path, oauth),
});

const written = ({ method, path, scopes }: WriteCall): NeededCall => call(method, path, scopes);

function ofTable({ name, endpoint, scopes, writes = {} }: TableDef): readonly NeededScopes[] {
  const { insert, update, delete: remove } = writes;
  const updates = update === undefined ? [] : [update, ...Object.values(update.actions ?? {}).flat()];
  const uses: readonly NeededScopes[] = [
    { name, use: 'read', calls: endpoint === undefined ? [] : [call('GET', endpoint.path, scopes)] },
    { name, use: 'insert', calls: insert === undefined ? [] : [written(insert)] },
    { name, use: 'update', calls: updates.map(written) },
    { name, use: 'delete', calls: remove === undefined ? [] : [written(remove)] },
  ];
  return uses.filter(({ calls }) => calls.length > 0);
}

export const neededScopes: readonly NeededScopes[] = deepFreeze([
  // No scope brings back what Bitbucket has removed.
  ...apiTables.filter(({ retired }) => retired === undefined).flatMap(ofTable),
  ...procedures.map(({ name, call: one }): NeededScopes => ({ name, use: 'call', calls: [written(one)] })),
]);
