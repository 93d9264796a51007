/** Schemas, tables and columns for the window's tree. Only the list of all schemas may cost calls. */
import { rolledUp } from '../../catalog/roll-up.ts';
import { fixedSchemas, informationSchema, isRollUp, type SchemaInfo } from '../../catalog/schema-name.ts';
import type { ColumnDef, TableDef, TableScope } from '../../catalog/table.ts';
import { allTables } from '../../catalog/tables.ts';
import type { SessionFactory } from '../../session/session.ts';
import { catalogName } from '../../session/system-facts.ts';
import type { Output, SchemaKind, TreeTable } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';

export interface CatalogTreeParts {
  readonly sessions: SessionFactory;
  /** The data source's property Schema. */
  readonly defaultSchema: (dsn: string) => Promise<string>;
}

export function catalogTree(parts: CatalogTreeParts): Pick<Handlers, 'catalog.schemas' | 'catalog.tables'> {
  return {
    async 'catalog.schemas'({ dsn, all }, { signal }) {
      const defaultSchema = await parts.defaultSchema(dsn);
      const schemas = all ? await listed(parts.sessions, dsn, signal) : knownSchemas(defaultSchema);
      return { catalog: catalogName, defaultSchema, schemas };
    },
    'catalog.tables': ({ kind }) =>
      Promise.resolve({
        tables: allTables
          .filter(({ scope }) => scopes[kind].includes(scope))
          .map((table) => treeTable(kind === 'roll-up' ? rolledUp(table, allTables) : table)),
      }),
  };
}

type Schemas = Output<'catalog.schemas'>['schemas'];

/** Without a call nobody knows whether any other default schema is a project's or a repository's. */
function knownSchemas(defaultSchema: string): Schemas {
  const fixed = fixedSchemas.map(({ name, kind }) => ({ name, kind }));
  const isInformation = defaultSchema.toLowerCase() === informationSchema.name.toLowerCase();
  if (defaultSchema === '' || isInformation || isRollUp(defaultSchema)) return fixed;
  return [{ name: defaultSchema, kind: 'unknown' }, ...fixed];
}

async function listed(sessions: SessionFactory, database: string, signal: AbortSignal): Promise<Schemas> {
  const session = await sessions.open({
    database,
    user: '',
    sibling: null,
    applicationName: 'Drawbridge administrator',
    client: 'admin',
  });
  try {
    const schemas = await session.schemas(signal);
    return schemas.map((schema) => ({ name: schema.name, kind: kindOf(schema) }));
  } finally {
    await session.close();
  }
}

function kindOf({ kind, project, repository }: SchemaInfo): SchemaKind {
  return project !== undefined && repository !== undefined ? 'both' : kind;
}

const scopes: Readonly<Record<SchemaKind, readonly TableScope[]>> = {
  information: ['workspace', 'system'],
  project: ['project'],
  repository: ['repository'],
  both: ['project', 'repository'],
  'roll-up': ['repository'],
  unknown: ['project', 'repository'],
};

function treeTable({ name, description, columns, primaryKey, foreignKeys }: TableDef): TreeTable {
  return {
    name,
    description,
    columns: columns.map((column) => ({
      name: column.name,
      type: sqlType(column),
      nullable: column.nullable,
      description: column.description,
    })),
    primaryKey: [...primaryKey],
    foreignKeys: foreignKeys.map((key) => ({
      columns: [...key.columns],
      references: { table: key.references.table, columns: [...key.references.columns] },
    })),
  };
}

function sqlType({ type, length }: ColumnDef): string {
  return type === 'VARCHAR' && length !== undefined ? `VARCHAR(${length})` : type;
}
