/**
 * A predicate taken apart: what goes into `q`, into query parameters and into the path, and what stays local.
 * Together the sent parts admit every row for which the predicate is true.
 */
import type { ColumnDef, ColumnFilter, TableDef } from '../catalog/table.ts';
import { predicateText } from '../plan/predicate-text.ts';
import type { Predicate } from '../plan/scan-request.ts';
import { comparedOtherwise } from '../plan/told-when-named.ts';
import { plainValue } from './filter-literal.ts';
import { keepsBound, shortRange } from './integer-range.ts';
import { narrower, possibleValues } from './possible-values.ts';
import { isWritten, type WrittenFilter, writeQ } from './q-filter.ts';

export interface ScanFilter {
  readonly q: string | null;
  /** Query parameters with their values, by name. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** Values of columns in the endpoint's path, by column; a column that is missing may have any. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Whether exactly the rows that satisfy the predicate come back. */
  readonly exact: boolean;
  /** Whether no row can satisfy the predicate. */
  readonly impossible: boolean;
  readonly local: readonly { readonly what: string; readonly why: string }[];
  /** Which part of the predicate, close to SQL, became `q`, a parameter or a path's column, by that name. */
  readonly origins: ReadonlyMap<string, string>;
}

export const noFilter: ScanFilter = Object.freeze({
  q: null,
  parameters: new Map(),
  paths: new Map(),
  exact: true,
  impossible: false,
  local: [],
  origins: new Map(),
});

/** Of `q` or of one parameter, URL-encoded. Bitbucket and what stands before it refuse long addresses. */
const maxLength = 2000;

const superset = 'Bitbucket may send more rows than SQL says';

export function scanFilter(table: TableDef, predicate: Predicate | null): ScanFilter {
  if (predicate === null) return noFilter;
  const bound = boundColumns(table, predicate);
  const local: { what: string; why: string }[] = [];
  const written: (WrittenFilter & { readonly term: Predicate })[] = [];
  for (const term of conjuncts(predicate)) {
    if (isBound(term, bound)) continue;
    const result = writeQ(table, term);
    if (isWritten(result)) written.push({ ...result, term });
    else local.push({ what: predicateText(term), why: result.why });
  }
  const kept = shorten(written);
  refuseUntold(table, predicate, kept);
  refuseUnnamed(table, predicate, bound);
  for (const { term, exact, text } of written) {
    if (!kept.includes(text))
      local.push({ what: predicateText(term), why: 'the filter would be too long for an address' });
    else if (!exact) local.push({ what: predicateText(term), why: superset });
  }
  for (const [{ name, filter }, { exact }] of bound) {
    const overruled = kept.length > 0 && filter?.via === 'parameter' && filter.alsoInQ === undefined;
    if (overruled) local.push({ what: `the filter on ${name}`, why: 'Bitbucket may not heed it beside q' });
    else if (!exact) local.push({ what: `the filter on ${name}`, why: superset });
  }
  return {
    q: kept.length === 0 ? null : [...repeated(bound), ...kept].join(' AND '),
    parameters: valuesVia(bound, 'parameter', ({ filter, name }) => filter?.field ?? name),
    paths: valuesVia(bound, 'path', ({ name }) => name),
    exact: local.length === 0,
    impossible: [...bound.values()].some(({ values }) => values.length === 0),
    local,
    origins: originsOf(
      predicate,
      bound,
      written.filter(({ text }) => kept.includes(text)),
    ),
  };
}

/** Without the filter such a column is null everywhere, so that rows would be missing without a word. */
function refuseUntold(table: TableDef, predicate: Predicate, kept: readonly string[]): void {
  for (const column of table.columns) {
    const { name, filter } = column;
    if (filter?.atMost === undefined || !compares(predicate, name)) continue;
    if (kept.some((text) => names(filter, text))) continue;
    throw comparedOtherwise(table, column);
  }
}

/** Rows of other values than the one that is asked for without a filter would be missing without a word. */
function refuseUnnamed(table: TableDef, predicate: Predicate, bound: ReadonlyMap<ColumnDef, Binding>): void {
  for (const column of table.columns) {
    const { name, filter } = column;
    if (filter?.unnamed === undefined || bound.has(column) || !compares(predicate, name)) continue;
    throw comparedOtherwise(table, column);
  }
}

function names({ field }: ColumnFilter, q: string): boolean {
  return q.includes(`${field} IN (`);
}

/** Whether the rows tell something only because `q` asks for it. */
export function asksToBeTold({ columns }: TableDef, q: string): boolean {
  return columns.some(({ filter }) => filter?.atMost !== undefined && names(filter, q));
}

function compares(predicate: Predicate, column: string): boolean {
  if ('terms' in predicate) return predicate.terms.some((term) => compares(term, column));
  return predicate.column === column && predicate.kind !== 'null';
}

function originsOf(
  predicate: Predicate,
  bound: ReadonlyMap<ColumnDef, Binding>,
  sent: readonly { readonly term: Predicate }[],
): ReadonlyMap<string, string> {
  const text = (terms: readonly Predicate[]): string => terms.map(predicateText).join(' AND ');
  const about = ({ name }: ColumnDef): readonly Predicate[] =>
    conjuncts(predicate).filter((term) => mentions(term, name));
  const columns = [...bound.keys()];
  const inQ = columns.filter(({ filter }) => filter?.alsoInQ !== undefined).flatMap(about);
  return new Map([
    ['q', text([...new Set([...inQ, ...sent.map(({ term }) => term)])])],
    ...columns.map((column): [string, string] => {
      const name = column.filter?.via === 'parameter' ? column.filter.field : column.name;
      return [name, text(about(column))];
    }),
  ]);
}

function mentions(predicate: Predicate, column: string): boolean {
  if ('column' in predicate) return predicate.column === column;
  return predicate.terms.some((term) => mentions(term, column));
}

interface Binding {
  readonly values: readonly string[];
  readonly exact: boolean;
}

function boundColumns(table: TableDef, predicate: Predicate): ReadonlyMap<ColumnDef, Binding> {
  const bound = new Map<ColumnDef, Binding>();
  for (const column of table.columns) {
    const binding = bind(table, column, predicate);
    if (binding !== null) bound.set(column, binding);
  }
  return bound;
}

function bind(table: TableDef, column: ColumnDef, predicate: Predicate): Binding | null {
  const { filter } = column;
  if (filter === undefined || filter.via === 'q') return null;
  const named = possibleValues(predicate, column.name, (value) =>
    value.text === filter.unnamed ? value.text : plainValue(column, value),
  );
  const set = narrower(named, isInteger(column) ? shortRange(conjuncts(predicate), column.name) : null);
  if (set === null) return null;
  // Without the filter these are asked for: no row of the table has another value.
  const all = filter.via === 'parameter' ? table.endpoint?.parameters?.[filter.field] : undefined;
  const closed = filter.form === 'commit hash' ? commitHash : null;
  const values = [...set].filter(
    (value) => (all === undefined || all.includes(value)) && (closed === null || closed.test(value)),
  );
  const fidelity = values.length <= 1 ? filter.operators['='] : filter.operators.in;
  const known = filter.values;
  const sendable =
    fidelity !== undefined &&
    (known === undefined || values.every((value) => known.includes(value))) &&
    (filter.form !== 'uuid' || values.every((value) => uuid.test(value))) &&
    (filter.via === 'path'
      ? values.every((value) => (filter.form === 'path' ? value.split('/') : [value]).every(isSegment))
      : encodeURIComponent(values.join('&')).length <= maxLength);
  return sendable ? { values, exact: fidelity === 'exact' } : null;
}

const commitHash = /^[0-9a-f]{40}$/;
const uuid = /^\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/;

/** Terms that every value of a binding satisfies: `=`, IN, an OR of these, and the bounds of a range. */
function isBound(term: Predicate, bound: ReadonlyMap<ColumnDef, Binding>): boolean {
  const equal = equalityColumn(term);
  return [...bound].some(
    ([column, { values }]) =>
      column.name === equal || (isInteger(column) && keepsBound(term, column.name, values)),
  );
}

function isInteger({ type }: ColumnDef): boolean {
  return type === 'BIGINT' || type === 'INTEGER';
}

function equalityColumn(term: Predicate): string | null {
  switch (term.kind) {
    case 'in':
      return term.column;
    case 'compare':
      return term.operator === '=' ? term.column : null;
    case 'or': {
      const [first, ...others] = term.terms.map(equalityColumn);
      return first !== undefined && others.every((other) => other === first) ? first : null;
    }
    default:
      return null;
  }
}

function conjuncts(predicate: Predicate): readonly Predicate[] {
  return predicate.kind === 'and' ? predicate.terms.flatMap(conjuncts) : [predicate];
}

/** Parameters once more, in the words of `q`. Their values are known ones, which need no care in quotes. */
function repeated(bound: ReadonlyMap<ColumnDef, Binding>): readonly string[] {
  return [...bound].flatMap(([{ filter }, { values }]) => {
    if (filter?.alsoInQ === undefined || filter.values === undefined || values.length === 0) return [];
    return [`${filter.alsoInQ} IN (${values.map((value) => `"${value}"`).join(', ')})`];
  });
}

/** The longest terms are left out until the rest fits; what is left admits more rows, never fewer. */
function shorten(written: readonly WrittenFilter[]): readonly string[] {
  const kept = written.map(({ text }) => text);
  while (encodeURIComponent(kept.join(' AND ')).length > maxLength) {
    const longest = kept.reduce((a, b) => (b.length > a.length ? b : a));
    kept.splice(kept.indexOf(longest), 1);
  }
  return kept;
}

function valuesVia(
  bound: ReadonlyMap<ColumnDef, Binding>,
  via: 'parameter' | 'path',
  nameOf: (column: ColumnDef) => string,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...bound]
      .filter(([column]) => column.filter?.via === via)
      .map(([column, { values }]) => [nameOf(column), values]),
  );
}

/** These would lead to another path. */
function isSegment(value: string): boolean {
  return value !== '.' && value !== '..';
}
