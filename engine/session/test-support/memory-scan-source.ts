/** A scan source in memory that keeps the letter of its contract and nothing more: the worst Bitbucket allowed. */
import type { CellValue, TableDef } from '../../catalog/table.ts';
import type {
  Constant,
  CountResult,
  Predicate,
  RowBatch,
  ScanContext,
  ScanRequest,
  ScanSource,
} from '../../plan/scan-request.ts';
import type { Row } from './sample-tables.ts';

export interface Hostility {
  /** Returns rows that were not asked for: none, some, or all that exist. */
  readonly superfluous: 'none' | 'some' | 'all';
  readonly pageSize: number;
  readonly counts: boolean;
  /** Stops where the limit allows; else it ignores the limit. */
  readonly honoursLimit: boolean;
  /** Seeds the order of rows and of ties. */
  readonly seed: number;
}

export const friendly: Hostility = {
  superfluous: 'none',
  pageSize: 7,
  counts: true,
  honoursLimit: true,
  seed: 1,
};

export class MemoryScanSource implements ScanSource {
  readonly requests: ScanRequest[] = [];
  /** Pages handed out, and iterators that have ended one way or another. */
  pages = 0;
  opened = 0;
  closed = 0;
  hostility: Hostility = friendly;
  readonly #rows: ReadonlyMap<string, readonly Row[]>;

  constructor(rows: ReadonlyMap<string, readonly Row[]>) {
    this.#rows = rows;
  }

  async *scan(request: ScanRequest, context: ScanContext): AsyncGenerator<RowBatch | CountResult> {
    this.requests.push(request);
    this.opened += 1;
    try {
      const rows = this.#answer(request);
      if (request.countOnly && this.hostility.counts) {
        yield { count: rows.length };
        return;
      }
      const { pageSize } = this.hostility;
      for (let from = 0; from < rows.length; from += pageSize) {
        // A page takes a turn of the event loop, as one from the network would.
        await Promise.resolve();
        context.signal.throwIfAborted();
        this.pages += 1;
        const page = rows.slice(from, from + pageSize);
        yield {
          rowCount: page.length,
          values: request.columns.map((column) => page.map((row) => row[column] ?? null)),
        };
      }
    } finally {
      this.closed += 1;
    }
  }

  explain(request: ScanRequest): ReturnType<ScanSource['explain']> {
    const pushed = request.predicate === null ? [] : [JSON.stringify(request.predicate)];
    const endpoint = `/sample/${request.target.table.name}`;
    return { endpoint, sent: [], pushed, local: [], estimatedCalls: null };
  }

  #answer(request: ScanRequest): readonly Row[] {
    const all = this.#rows.get(request.target.table.name) ?? [];
    const random = generator(this.hostility.seed);
    const shuffled = all
      .map((row) => ({ row, place: random() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ row }) => row);
    const { predicate, order, limit } = request;
    const matches = (row: Row): boolean => predicate === null || satisfies(row, predicate);
    if (request.countOnly && this.hostility.counts) return shuffled.filter(matches);
    const { superfluous } = this.hostility;
    const returned = shuffled.filter(
      (row) => matches(row) || superfluous === 'all' || (superfluous === 'some' && random() < 0.3),
    );
    const sorted = order === null ? returned : sortedBy(returned, order.column, order.descending);
    return limit === null || !this.hostility.honoursLimit
      ? sorted
      : cutAfter(sorted, limit, order?.column, matches);
  }
}

function sortedBy(rows: readonly Row[], column: string, descending: boolean): readonly Row[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compareValues(a[column] ?? null, b[column] ?? null));
}

/** Up to the limit-th matching row and its ties. */
function cutAfter(
  rows: readonly Row[],
  limit: number,
  sort: string | undefined,
  matches: (row: Row) => boolean,
): readonly Row[] {
  let seen = 0;
  let last: Row | undefined;
  const kept: Row[] = [];
  for (const row of rows) {
    if (last !== undefined && (sort === undefined || row[sort] !== last[sort])) break;
    kept.push(row);
    if (matches(row)) seen += 1;
    if (seen >= limit) last ??= row;
  }
  return kept;
}

function compareValues(a: CellValue, b: CellValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** SQL's "is true", written without a look at the planner. */
function satisfies(row: Row, predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'and':
      return predicate.terms.every((term) => satisfies(row, term));
    case 'or':
      return predicate.terms.some((term) => satisfies(row, term));
    case 'null':
      return ((row[predicate.column] ?? null) === null) !== predicate.negated;
    case 'in':
      return predicate.values.some((value) => holds(row[predicate.column] ?? null, '=', value));
    case 'compare':
      return holds(row[predicate.column] ?? null, predicate.operator, predicate.value);
  }
}

type Comparison = Extract<Predicate, { kind: 'compare' }>['operator'];

function holds(value: CellValue, operator: Comparison, constant: Constant): boolean {
  if (value === null) return false;
  if (operator === 'contains') return String(value).includes(constant.text);
  if (operator === 'prefix') return String(value).startsWith(constant.text);
  const order = orderOf(value, constant);
  const signs: Readonly<Record<string, boolean>> = {
    '=': order === 0,
    '<>': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
  };
  return signs[operator] ?? false;
}

function orderOf(value: Exclude<CellValue, null>, { kind, text }: Constant): number {
  if (kind === 'text') return Buffer.compare(Buffer.from(String(value)), Buffer.from(text));
  if (kind === 'boolean') return compareValues(Number(value), Number(text === 'true'));
  if (kind === 'timestamp') return compareValues(BigInt(value), micros(text));
  if (kind === 'date') return compareValues(Number(value), Date.parse(`${text}T00:00:00Z`) / 86_400_000);
  return typeof value === 'bigint' && !text.includes('.')
    ? compareValues(value, BigInt(text))
    : compareValues(Number(value), Number(text));
}

function micros(text: string): bigint {
  const [, seconds = '', fraction = ''] = /^(.*)\.(\d{6})$/.exec(text) ?? [];
  return BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(fraction);
}

/** A small generator of numbers in [0, 1): mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function tableMap(
  rows: readonly (readonly [TableDef, readonly Row[]])[],
): ReadonlyMap<string, readonly Row[]> {
  return new Map(rows.map(([table, all]) => [table.name, all]));
}
