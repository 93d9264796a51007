/**
 * The catalog that PostgreSQL's clients read, in a DuckDB instance of its own: what it holds of the model is made once,
 * and each connection to it adds who asks and which schemas there are.
 */
import { quoteIdentifier, quoteLiteral } from '../store/quote.ts';
import type { StoreConnection } from '../store/connection.ts';
import { openFixedStore } from '../store/fixed-store.ts';
import { createMacros } from '../sql/macros.ts';
import { createTable, fillTable, type ModelTable } from './fill-table.ts';
import { basicMacros, macros, tableMacros } from './macros.ts';
import { modelRows } from './model-rows.ts';
import type { SchemaOids } from './oids.ts';
import { modelAttributes, ownRelations } from './own-relations.ts';
import { ReaderConnections } from './reader-connections.ts';
import { joinedTables, readerTables } from './reader-tables.ts';
import { informationSchema } from './relations/information-schema.ts';
import { keys } from './relations/keys.ts';
import { listings } from './relations/listings.ts';
import { lookups, session } from './relations/lookups.ts';
import { nothing } from './relations/nothing.ts';
import type { Relations } from './relations/relation.ts';
import { schemasAndTables } from './relations/schemas-and-tables.ts';
import { server } from './relations/server.ts';
import { typeFunctions, typeRows } from './types.ts';

export interface PgCatalog extends Pick<ReaderConnections, 'use'> {
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

/**
 * The type `"char"` of PostgreSQL, which clients of the binary format tell from text: one character, or none. An
 * enumeration keeps its type through subqueries, and is compared with any text.
 */
const characterType = `CREATE TYPE main.pg_char AS ENUM (${[
  '',
  ...Array.from({ length: 95 }, (_, code) => String.fromCharCode(code + 32)),
]
  .map(quoteLiteral)
  .join(', ')})`;

export async function openPgCatalog(oids: SchemaOids, productVersion: string): Promise<PgCatalog> {
  const store = await openFixedStore((connection) => makeCatalog(connection, productVersion));
  const readers = new ReaderConnections(store, oids);
  return {
    use: (reader, work) => readers.use(reader, work),
    async close() {
      await readers.close();
      await store.close();
    },
  };
}

async function makeCatalog(connection: StoreConnection, productVersion: string): Promise<void> {
  await connection.run(characterType);
  for (const table of [...modelRows, ...typeTables]) await fillTable(connection, table);
  await connection.run(modelAttributes);
  for (const { name, columns } of ownRelations) await connection.run(createTable(name, columns));
  for (const { name, columns } of [...readerTables, ...joinedTables])
    await connection.run(createTable(name, columns, 'TEMP '));
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
