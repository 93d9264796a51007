/**
 * One scan of a table of `AllRepositories`: the scans of that table in the repositories that the filter admits, side by
 * side, in the order of their names.
 *
 * A repository whose first page is refused (403, 404) is left out with a warning that names it; a later page that is
 * refused is an error, as part of a repository must not look like all of it.
 */
import { BitbucketError } from '../bitbucket/bitbucket-error.ts';
import { type LinkedAbort, linkedAbort } from '../bitbucket/linked-abort.ts';
import { baseOf, rollUpColumns } from '../catalog/roll-up.ts';
import type { RepositoryFacts, SchemaInfo } from '../catalog/schema-name.ts';
import type { CellValue, TableDef } from '../catalog/table.ts';
import type {
  CountResult,
  RowBatch,
  ScanContext,
  ScanProgress,
  ScanRequest,
  ScanSource,
} from '../plan/scan-request.ts';
import { inOrder } from './in-order.ts';
import { type KnownValues, whereKnown } from './known-values.ts';

/** Repositories that are left out one by one are named up to this number. */
const maxSkipNotices = 10;

export interface RollUpScanParts {
  /** Reads the table of one repository, whose schema is the request's. */
  readonly source: ScanSource;
  readonly concurrency: number;
}

/** A repository, and what of the filter is left for its rows. */
export interface RepositoryScan {
  readonly repository: RepositoryFacts;
  readonly request: ScanRequest;
}

/** One scan for each repository that the filter admits. */
export function repositoryScans(
  request: ScanRequest,
  repositories: readonly SchemaInfo[],
): readonly RepositoryScan[] {
  return repositories.flatMap(({ name, repository }) => {
    if (repository === undefined) return [];
    const predicate = whereKnown(request.predicate, valuesOf(repository));
    return predicate === false
      ? []
      : [{ repository, request: withinRepository(request, name, predicate === true ? null : predicate) }];
  });
}

function valuesOf({ slug, projectKey }: RepositoryFacts): KnownValues {
  return new Map([
    ['RepositorySlug', slug],
    ['ProjectKey', projectKey],
  ]);
}

const ownNames: ReadonlySet<string> = new Set(rollUpColumns.map(({ name }) => name));

export function withinRepository(
  request: ScanRequest,
  schema: string,
  predicate: ScanRequest['predicate'],
): ScanRequest {
  const within = (names: readonly string[]): readonly string[] => names.filter((name) => !ownNames.has(name));
  return {
    ...request,
    target: { schema, table: baseTable(request.target.table) },
    columns: within(request.columns),
    ...(request.named === undefined ? {} : { named: within(request.named) }),
    predicate,
  };
}

function baseTable(table: TableDef): TableDef {
  const base = baseOf(table);
  if (base === undefined) throw new Error(`${table.name} is no table over all repositories`);
  return base;
}

export class RollUpScan {
  readonly #parts: RollUpScanParts;
  readonly #context: ScanContext;
  /** Ends the scans that were begun ahead of a limit. */
  readonly #linked: LinkedAbort;
  readonly #progress = new Map<RepositoryScan, ScanProgress>();
  #skipped = 0;
  #anyRead = false;
  /** Why no row could be had, for when none of the repositories could be read. */
  #refused: unknown = null;

  constructor(parts: RollUpScanParts, context: ScanContext, signal: AbortSignal) {
    this.#parts = parts;
    this.#context = context;
    this.#linked = linkedAbort(signal);
  }

  async *run(
    request: ScanRequest,
    scans: readonly RepositoryScan[],
  ): AsyncGenerator<RowBatch | CountResult, void> {
    for (const scan of scans) this.#progress.set(scan, unknownYet);
    // Where a filter is left for the rows, whoever reads tells when there are enough.
    const counts = scans.every((scan) => scan.request.predicate === null) && request.order === null;
    let left = counts && request.limit !== null ? request.limit : Infinity;
    const { concurrency } = this.#parts;
    try {
      const pieces = inOrder(
        each(scans),
        (scan) => this.#read(request, scan),
        (finished) => (request.limit === null ? concurrency : Math.min(concurrency, finished + 1)),
      );
      for await (const piece of pieces) {
        yield piece;
        left -= 'count' in piece ? 0 : piece.rowCount;
        if (left > 0) continue;
        this.#linked.abort();
        return;
      }
      if (!this.#anyRead && this.#refused !== null) throw this.#refused;
      this.#tellSkipped();
    } finally {
      this.#linked.unlink();
    }
  }

  async *#read(request: ScanRequest, scan: RepositoryScan): AsyncGenerator<RowBatch | CountResult, void> {
    let begun = false;
    const context: ScanContext = {
      ...this.#context,
      signal: this.#linked.signal,
      notice: (notice) => {
        this.#context.notice({ ...notice, message: `${scan.repository.slug}: ${notice.message}` });
      },
      progress: (progress) => {
        begun ||= (progress.pages?.done ?? 0) > 0;
        this.#progress.set(scan, progress);
        this.#context.progress(sumOf([...this.#progress.values()]));
      },
    };
    try {
      for await (const piece of this.#parts.source.scan(scan.request, context)) {
        begun = true;
        yield 'count' in piece ? piece : behindRepository(request, scan, piece);
      }
      this.#anyRead = true;
    } catch (error) {
      if (begun || !isRefusal(error)) throw error;
      this.#skip(request.target.table, scan.repository, error);
    }
    this.#progress.set(scan, ended(this.#progress.get(scan) ?? unknownYet));
  }

  #skip({ name }: TableDef, { slug }: RepositoryFacts, error: Error): void {
    // What isn't there in any repository is no rows; what may not be read in any is an error.
    if (!(error instanceof BitbucketError) || error.status === 403) this.#refused ??= error;
    this.#skipped += 1;
    if (this.#skipped > maxSkipNotices) return;
    this.#context.notice({
      sqlState: '01000',
      message: `${name} of the repository ${slug} were left out: ${error.message}`,
    });
  }

  #tellSkipped(): void {
    const untold = this.#skipped - maxSkipNotices;
    if (untold <= 0) return;
    this.#context.notice({
      sqlState: '01000',
      message: `${untold} more repositories were left out for such reasons.`,
    });
  }
}

/** Of a first page. A table that Bitbucket has removed says so in an error whose cause is the refusal. */
function isRefusal(error: unknown): error is Error {
  const refusal = error instanceof Error && error.cause instanceof BitbucketError ? error.cause : error;
  return refusal instanceof BitbucketError && [403, 404, 410].includes(refusal.status);
}

function behindRepository(
  { columns }: ScanRequest,
  { repository, request }: RepositoryScan,
  { rowCount, values }: RowBatch,
): RowBatch {
  const own = valuesOf(repository);
  return {
    rowCount,
    values: columns.map((name): readonly CellValue[] => {
      const value = own.get(name);
      return value === undefined
        ? (values[request.columns.indexOf(name)] ?? [])
        : Array.from({ length: rowCount }, () => value);
    }),
  };
}

const unknownYet: ScanProgress = { calls: 0, rows: 0, bytes: 0, pages: { done: 0, expected: null } };

function ended(progress: ScanProgress): ScanProgress {
  const done = progress.pages?.done ?? 0;
  return { ...progress, pages: { done, expected: done } };
}

export function sumOf(all: readonly ScanProgress[]): ScanProgress {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const pages = all.map((each) => each.pages ?? { done: 0, expected: 0 });
  const expected = pages.map((each) => each.expected).filter((count) => count !== null);
  return {
    calls: sum(all.map(({ calls }) => calls)),
    rows: sum(all.map(({ rows }) => rows)),
    bytes: sum(all.map(({ bytes }) => bytes)),
    pages: {
      done: sum(pages.map(({ done }) => done)),
      expected: expected.length < pages.length ? null : sum(expected),
    },
  };
}

async function* each<T>(values: readonly T[]): AsyncGenerator<T, void> {
  yield* values;
}
