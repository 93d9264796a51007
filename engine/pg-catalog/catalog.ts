/**
 * The catalog that PostgreSQL's clients read, in a DuckDB instance of its own: what it holds of the model is made once,
 * and each connection to it adds who asks and which schemas there are.
 */
import { findSchema, type SchemaInfo } from '../catalog/schema-name.ts';
import { quoteIdentifier, quoteLiteral } from '../store/quote.ts';
import type { StoreConnection } from '../store/connection.ts';
import { openFixedStore, type FixedStore } from '../store/fixed-store.ts';
import { createMacros } from '../sql/macros.ts';
import { basicMacros, macros, tableMacros } from './macros.ts';
import { modelRows, type ModelTable } from './model-rows.ts';
import type { SchemaOids } from './oids.ts';
import { ownRelations } from './own-relations.ts';
import { informationSchema } from './relations/information-schema.ts';
import { keys } from './relations/keys.ts';
import { listings } from './relations/listings.ts';
import { lookups, session } from './relations/lookups.ts';
import { nothing } from './relations/nothing.ts';
import type { Relations } from './relations/relation.ts';
import { schemasAndTables } from './relations/schemas-and-tables.ts';
import { server } from './relations/server.ts';
import { typeFunctions, typeRows } from './types.ts';

export interface CatalogReader {
  readonly user: string;
  /** Where tables are looked up, first wins. */
  readonly searchPath: readonly string[];
  readonly readOnly: boolean;
  readonly schemas: readonly SchemaInfo[];
  readonly settings: readonly (readonly [name: string, value: string])[];
}

export interface PgCatalog {
  connect(reader: CatalogReader): Promise<StoreConnection>;
  close(): Promise<void>;
}

/** Where `information_schema` stands in the store, whose own name cannot be taken. */
export const informationName = 'information_views';

const typeTables: readonly ModelTable[] = [
  {
    name: 'model_types',
    columns: {
      oid: 'UINTEGER',
      typname: 'VARCHAR',
      typlen: 'SMALLINT',
      typtype: 'VARCHAR',
      typcategory: 'VARCHAR',
      typispreferred: 'BOOLEAN',
      typelem: 'UINTEGER',
      typarray: 'UINTEGER',
      typinput: 'UINTEGER',
      typoutput: 'UINTEGER',
      typreceive: 'UINTEGER',
      typsend: 'UINTEGER',
      words: 'VARCHAR',
    },
    rows: typeRows,
  },
  { name: 'model_type_functions', columns: { oid: 'UINTEGER', name: 'VARCHAR' }, rows: typeFunctions },
];

export async function openPgCatalog(oids: SchemaOids, productVersion: string): Promise<PgCatalog> {
  const started = new Date();
  const store = await openFixedStore((connection) => makeCatalog(connection, productVersion));
  return {
    connect: (reader) => connect(store, oids, started, reader),
    close: () => store.close(),
  };
}

async function makeCatalog(connection: StoreConnection, productVersion: string): Promise<void> {
  for (const table of [...modelRows, ...typeTables]) await fill(connection, table);
  for (const { name, columns } of ownRelations) await connection.run(createTable(name, columns));
  for (const { name, columns } of readerTables) await connection.run(createTable(name, columns, 'TEMP '));
  for (const macro of createMacros('main', productVersion)) await connection.run(macro);
  const create = async (relations: Relations, schema: string): Promise<void> => {
    for (const [name, select] of Object.entries(relations)) {
      await connection.run(`CREATE VIEW ${schema}.${quoteIdentifier(name)} AS ${select}`);
    }
  };
  const define = async (all: typeof macros): Promise<void> => {
    for (const [name, forms] of Object.entries(all)) {
      await connection.run(`CREATE MACRO main.${name}${forms.join(', ')}`);
    }
  };
  await create(session, 'main');
  await define(basicMacros);
  await create(nothing, 'main');
  await create(server, 'main');
  await create(schemasAndTables, 'main');
  await create(keys, 'main');
  await create(lookups, 'main');
  await define(macros);
  await create(listings, 'main');
  for (const [name, table] of Object.entries(tableMacros))
    await connection.run(`CREATE MACRO main.${name}${table}`);
  await connection.run(`CREATE SCHEMA ${informationName}`);
  await create(informationSchema, informationName);
  for (const { fillFrom } of ownRelations) await connection.run(fillFrom);
}

const createTable = (name: string, columns: ModelTable['columns'], kind: 'TEMP ' | '' = ''): string =>
  `CREATE ${kind}TABLE ${name} (${Object.entries(columns)
    .map(([column, type]) => `${quoteIdentifier(column)} ${type}`)
    .join(', ')})`;

type Cell = ModelTable['rows'][number][number];

function literal(value: Cell): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quoteLiteral(value);
  return typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
}

async function fill(connection: StoreConnection, { name, columns, rows }: ModelTable): Promise<void> {
  await connection.run(createTable(name, columns));
  await insert(connection, name, rows);
}

async function insert(connection: StoreConnection, name: string, rows: ModelTable['rows']): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`);
  await connection.run(`INSERT INTO ${name} VALUES ${values.join(', ')}`);
}

/** What each connection adds. */
const readerTables = [
  {
    name: 'schemas',
    columns: {
      oid: 'UINTEGER',
      nspname: 'VARCHAR',
      description: 'VARCHAR',
      kind: 'VARCHAR',
      project: 'UINTEGER',
    },
  },
  {
    name: 'session',
    columns: {
      username: 'VARCHAR',
      database: 'VARCHAR',
      path: 'VARCHAR[]',
      readonly: 'BOOLEAN',
      pid: 'INTEGER',
      started: 'TIMESTAMP',
    },
  },
  { name: 'settings', columns: { name: 'VARCHAR', setting: 'VARCHAR' } },
] as const;

async function connect(
  store: FixedStore,
  oids: SchemaOids,
  started: Date,
  { user, searchPath, readOnly, schemas, settings }: CatalogReader,
): Promise<StoreConnection> {
  const connection = await store.connect();
  try {
    for (const { name, columns } of readerTables) await connection.run(createTable(name, columns, 'TEMP '));
    await insert(connection, 'temp.schemas', schemaRows(schemas, oids));
    await insert(connection, 'temp.settings', settings);
    const path = searchPath.map((name) => quoteLiteral(name.toLowerCase())).join(', ');
    const found = searchPath.flatMap((name) => findSchema(schemas, name)?.name ?? []);
    // A constant, since arguments of functions in FROM cannot be looked up.
    await connection.run(
      `CREATE TEMP MACRO current_schemas(implicit) AS CASE WHEN implicit THEN ${listOf(['pg_catalog', ...found])} ` +
        `ELSE ${listOf(found)} END`,
    );
    await connection.run(
      `INSERT INTO temp.session VALUES (${quoteLiteral(user)}, 'Bitbucket', [${path}], ${readOnly}, ${process.pid}, ` +
        `TIMESTAMP '${started.toISOString().slice(0, 19)}')`,
    );
    return connection;
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
}

const listOf = (names: readonly string[]): string => `[${names.map(quoteLiteral).join(', ')}]::VARCHAR[]`;

/** A schema that a project and a repository share has a row for each. */
function schemaRows(schemas: readonly SchemaInfo[], oids: SchemaOids): ModelTable['rows'] {
  const ofProject = new Map(
    schemas.flatMap(({ name, project }) =>
      project === undefined ? [] : [[project.key, oids.of(name)] as const],
    ),
  );
  return schemas.flatMap((schema) => {
    const { name, kind, project, repository } = schema;
    const row = (as: SchemaInfo['kind'], projectOid: number | null): Cell[] => [
      oids.of(name),
      name,
      descriptionOf(schema),
      as,
      projectOid,
    ];
    if (project === undefined && repository === undefined) return [row(kind, null)];
    return [
      ...(project === undefined ? [] : [row('project', oids.of(name))]),
      ...(repository === undefined
        ? []
        : [row('repository', ofProject.get(repository.projectKey ?? '') ?? null)]),
    ];
  });
}

function descriptionOf({ kind, project, repository }: SchemaInfo): string {
  if (kind === 'information') return 'The workspace, and the tables of the engine itself.';
  if (kind === 'roll-up') return 'The tables of all repositories together.';
  const parts = [
    ...(project === undefined ? [] : [`The project ${project.name}.`]),
    ...(repository === undefined ? [] : [`The repository ${repository.slug}.`]),
  ];
  return parts.join(' ');
}
