/**
 * All rows of a table as plain HTTP calls and a plain reading of the JSON bring them, without scan, decoder or pages of
 * ours. Of the engine only the model is used: endpoints, and the places of columns.
 */
import { createHash } from 'node:crypto';
import { jsonText, parseJson } from '../../bitbucket/json.ts';
import type { CellValue, ColumnDef, TableDef } from '../../catalog/table.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { tableNamed } from './sandbox-scan.ts';

/** Cells as text: integers in digits, timestamps as microseconds since 1970 in UTC. */
export type PlainRow = Readonly<Record<string, string | null>>;

export interface PlainReader {
  readonly sandbox: Sandbox;
  readonly authorization: string;
  /** What the placeholders of schemas stand for, such as `workspace` and `repository`. */
  readonly place: ReadonlyMap<string, string>;
}

/** In the order of the parents, and of each one's collection. */
export async function plainRows(reader: PlainReader, table: TableDef): Promise<readonly PlainRow[]> {
  const rows: PlainRow[] = [];
  for (const bound of await plainParents(reader, table)) {
    rows.push(...(await plainRowsOf(reader, table, bound)));
  }
  return rows;
}

/** Those of one collection alone; `bound` are the columns in its path. */
export async function plainRowsOf(
  reader: PlainReader,
  table: TableDef,
  bound: ReadonlyMap<string, string>,
): Promise<readonly PlainRow[]> {
  return items(table, await members(reader, table, bound)).map((member) =>
    Object.fromEntries(
      table.columns.map((column) => [
        column.name,
        plainCell(column, plainValue(column, member)) ?? bound.get(column.name) ?? null,
      ]),
    ),
  );
}

/** The values of the columns in the path, once for each collection that the table is made of. */
export async function plainParents(
  reader: PlainReader,
  table: TableDef,
): Promise<readonly ReadonlyMap<string, string>[]> {
  const { parent } = table;
  if (parent === undefined) {
    const fixed = table.columns.filter(({ filter }) => filter?.via === 'path');
    return fixed.reduce<readonly ReadonlyMap<string, string>[]>(
      (all, { name, filter }) =>
        all.flatMap((bound) =>
          (filter?.unnamed === undefined ? (filter?.values ?? []) : [filter.unnamed]).map(
            (value) => new Map([...bound, [name, value]]),
          ),
        ),
      [new Map()],
    );
  }
  const rows = await plainRows(reader, tableNamed(parent.table));
  const links = Object.entries(parent.columns);
  const { only } = parent;
  const wanted = only === undefined ? rows : rows.filter((row) => row[only.column] === only.value);
  return wanted.map((row) => new Map(links.map(([own, theirs]) => [own, row[theirs] ?? ''])));
}

/** Below the base of the API. */
export function plainPath(
  { place }: PlainReader,
  { endpoint }: TableDef,
  bound: ReadonlyMap<string, string>,
): string {
  return (endpoint?.path ?? '').replaceAll(/\{(\w+)(\*?)\}/g, (whole, name: string, many: string) =>
    (bound.get(name) ?? place.get(name) ?? whole)
      .split(many === '' ? /(?!)/ : '/')
      .map(encodeURIComponent)
      .join('/'),
  );
}

/** A cell of a scan in the same words. */
export function plainText(column: ColumnDef, cell: CellValue): string | null {
  return cell === null ? null : column.type === 'JSON' ? jsonText(parseJson(String(cell))) : String(cell);
}

async function members(
  reader: PlainReader,
  table: TableDef,
  bound: ReadonlyMap<string, string>,
): Promise<readonly unknown[]> {
  const { sandbox, authorization } = reader;
  const parameters = new URLSearchParams();
  for (const [name, values] of Object.entries(table.endpoint?.parameters ?? {})) {
    for (const value of values) parameters.append(name, value);
  }
  // Whole objects, and what collections leave out unless it is named.
  const widened = table.columns.flatMap((column) => {
    const { fields } = column;
    return (fields === undefined ? places(column) : [fields]).map((field) => `+values.${field}`);
  });
  if (table.endpoint?.partial === true && table.endpoint.paging !== 'single') {
    parameters.set('fields', widened.join());
  }
  let link: string | undefined =
    `${sandbox.apiUrl}${plainPath(reader, table, bound)}?${parameters.toString()}`;
  const found: unknown[] = [];
  while (link !== undefined) {
    const response = await fetch(link, { headers: { authorization } });
    // Of two branches without a common history no comparison can be made.
    if (response.status === 400 && table.endpoint?.redirects === true) return [];
    if (response.status === 404 && table.endpoint?.absent === 'no rows') return [];
    if (!response.ok) throw new Error(`${link} answered ${response.status}`);
    const body = parseJson(await response.text()) as { readonly values?: readonly unknown[]; next?: string };
    found.push(...(table.endpoint?.paging === 'single' ? [body] : (body.values ?? [])));
    link = body.next;
  }
  return found;
}

/** One object for each item of the list that the table unfolds. */
function items({ unfold }: TableDef, objects: readonly unknown[]): readonly unknown[] {
  if (unfold === undefined) return objects;
  return objects.flatMap((object) =>
    (valueAt(object, unfold) as readonly unknown[]).map((item) => ({
      ...(object as object),
      [unfold]: item,
    })),
  );
}

function places({ path, otherPaths = [] }: ColumnDef): readonly string[] {
  return path.startsWith('{') ? [] : [path, ...otherPaths];
}

function plainValue(column: ColumnDef, object: unknown): unknown {
  const values = places(column).map((place) => valueAt(object, place) ?? null);
  if (column.derived === 'digest') {
    return createHash('sha256').update(jsonText(values)).digest('hex').slice(0, 40);
  }
  const first = values.findIndex((value) => value !== null && (values.length === 1 || value !== ''));
  if (column.derived === 'presence') return first >= 0;
  return column.derived === 'kind' ? places(column)[first]?.split('.')[0] : values[first];
}

function valueAt(member: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, step) => (at as Readonly<Record<string, unknown>> | null | undefined)?.[step],
      member,
    );
}

function plainCell({ type }: ColumnDef, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = type === 'JSON' || typeof value !== 'string' ? jsonText(value) : value;
  return type === 'TIMESTAMP' ? micros(text) : text;
}

function micros(text: string): string {
  const [, seconds = '', fraction = '', zone = ''] =
    /^([^.]*?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const whole = BigInt(Date.parse(`${seconds}${zone}`)) * 1000n;
  return String(whole + BigInt(fraction.padEnd(6, '0').slice(0, 6)));
}
