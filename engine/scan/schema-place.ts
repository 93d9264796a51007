/** What a schema means for the path of an endpoint. */
import type { SchemaInfo } from '../catalog/schema-name.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { TableReference } from '../plan/scan-request.ts';

/** Finds out which project or repository a schema's name means. */
export interface SchemaResolver {
  resolve(name: string, signal: AbortSignal): Promise<SchemaInfo>;
  /** The same as far as it is known without a call; null otherwise. */
  known(name: string): SchemaInfo | null;
}

/** What `{workspace}`, `{project}` and `{repository}` stand for; those that the table has no use for are absent. */
export type SchemaPlace = ReadonlyMap<string, string>;

/** Throws 22023 without a workspace, 3F000 for an unknown schema, 42P01 when the table isn't in it. */
export async function placeOf(
  { schema: schemaName, table: { endpoint, scope, name } }: TableReference,
  workspace: string,
  schemas: SchemaResolver,
  signal: AbortSignal,
): Promise<SchemaPlace> {
  const place = new Map<string, string>();
  if (endpoint?.path.includes('{workspace}') === true) {
    if (workspace === '') throw noWorkspace(name);
    place.set('workspace', workspace);
  }
  if (scope === 'workspace') return place;
  const schema = await schemas.resolve(schemaName, signal);
  const owner = scope === 'repository' ? schema.repository?.slug : schema.project?.key;
  if (owner === undefined) {
    throw new DrawbridgeError(SqlState.undefinedTable, `The schema ${schema.name} has no table ${name}.`, {
      hint: `${name} stands in the schema of each ${scope}.`,
    });
  }
  return place.set(scope, owner);
}

export function noWorkspace(table: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidParameterValue, `${table} cannot be read without a workspace.`, {
    hint: 'Set the property Workspace. SELECT Slug FROM Workspaces lists those that you can reach.',
  });
}
