/**
 * The truth for statements over the API's tables: a plain DuckDB that holds what plain HTTP calls brought. Of the
 * engine only the model is used, for the names, types and places of columns; DuckDB itself takes the values out of the
 * JSON.
 */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { TableDef } from '../../catalog/table.ts';
import { createMacros } from '../../sql/macros.ts';
import type { Reference } from './reference-run.ts';
import { referenceOn } from './reference-run.ts';

export interface ApiTable {
  readonly table: TableDef;
  readonly schema: string;
  readonly collections: readonly ApiCollection[];
}

export interface ApiCollection {
  /** Path and query of the first page. */
  readonly target: string;
  /** Values of columns that stand in the path alone. */
  readonly bound?: Readonly<Record<string, string>>;
}

export interface ApiPlace {
  readonly apiUrl: string;
  readonly accessToken: string;
}

/** `searchPath`: where tables without a schema are looked up. */
export async function openApiReference(
  place: ApiPlace,
  tables: readonly ApiTable[],
  searchPath: readonly string[],
): Promise<Reference> {
  const instance = await DuckDBInstance.create(':memory:', {
    default_null_order: 'nulls_last_on_asc_first_on_desc',
    threads: '1',
  });
  const connection = await instance.connect();
  await connection.run('ATTACH \':memory:\' AS "Bitbucket"');
  await connection.run('USE "Bitbucket"');
  await connection.run('SET GLOBAL integer_division = true');
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  for (const macro of createMacros('main', '0')) await connection.run(macro);
  for (const { table, schema, collections } of tables) {
    const found: Page[] = [];
    for (const { target, bound = {} } of collections) {
      for (const text of await pages(place, target)) found.push({ text, bound: JSON.stringify(bound) });
    }
    await createTable(connection, table, schema, found);
  }
  const path = [...searchPath, 'main'].map((schema) => `"${schema}"`).join();
  await connection.run(`SET search_path = '${path}'`);
  return referenceOn(instance, connection);
}

/** As texts. */
interface Page {
  readonly text: string;
  readonly bound: string;
}

/** The text of every page; JavaScript would round its numbers. */
async function pages({ apiUrl, accessToken }: ApiPlace, target: string): Promise<readonly string[]> {
  const found: string[] = [];
  let link: string | undefined = `${apiUrl}${target}`;
  while (link !== undefined) {
    const response = await fetch(link, { headers: { authorization: `Bearer ${accessToken}` } });
    if (!response.ok) throw new Error(`${link} answered ${response.status}`);
    const text = await response.text();
    found.push(text);
    link = (JSON.parse(text) as { readonly next?: string }).next;
  }
  return found;
}

async function createTable(
  connection: DuckDBConnection,
  table: TableDef,
  schema: string,
  found: readonly Page[],
): Promise<void> {
  const name = `"${schema}"."${table.name}"`;
  const columns = table.columns.map(({ name: column, type }) => `"${column}" ${type}`);
  await connection.run(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
  await connection.run(`CREATE TABLE ${name} (${columns.join(', ')})`);
  await connection.run('CREATE OR REPLACE TEMPORARY TABLE page (j JSON, bound JSON)');
  const appender = await connection.createAppender('page', 'main', 'temp');
  for (const { text, bound } of found) {
    appender.appendVarchar(text);
    appender.appendVarchar(bound);
    appender.endRow();
  }
  appender.closeSync();
  const values = table.columns.map((column) => {
    const { path, type, otherPaths = [], derived } = column;
    const [place, ...others] = [path, ...otherPaths].map((each) => placeOf(table, each));
    if (derived === 'presence') return `coalesce(json_extract_string(${place?.join()}), '') <> ''`;
    if (derived !== undefined) throw new Error(`No truth is known for ${column.name}`);
    if (type === 'JSON') return `nullif(json_extract(${place?.join()}), 'null')`;
    const texts = [place, ...others].map((each) => `json_extract_string(${each?.join()})`);
    const text =
      others.length === 0
        ? (texts[0] ?? '')
        : `coalesce(${texts.map((each) => `nullif(${each}, '')`).join()})`;
    // A time with an offset is an instant, whose UTC is kept.
    return type === 'TIMESTAMP'
      ? `CAST(CAST(${text} AS TIMESTAMPTZ) AS TIMESTAMP)`
      : `CAST(${text} AS ${type})`;
  });
  const members = "SELECT unnest(json_extract(j, '$.values[*]')) AS j, bound FROM temp.main.page";
  const items =
    table.unfold === undefined
      ? members
      : `SELECT j, bound, unnest(json_extract(j, '$.${table.unfold}[*]')) AS item FROM (${members})`;
  await connection.run(`INSERT INTO ${name} SELECT ${values.join(', ')} FROM (${items})`);
}

/** The column of the query above and the JSON path in it. */
function placeOf({ unfold }: TableDef, path: string): readonly [source: string, path: string] {
  const [, placeholder] = /^\{(\w+)\}$/.exec(path) ?? [];
  if (placeholder !== undefined) return ['bound', `'$.${placeholder}'`];
  return unfold !== undefined && path.startsWith(`${unfold}.`)
    ? ['item', `'$${path.slice(unfold.length)}'`]
    : ['j', `'$.${path}'`];
}
