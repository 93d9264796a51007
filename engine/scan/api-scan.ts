/** One scan of one API table: its parents, their collections, the rows in them. */
import type { CallContext } from '../bitbucket/api-attempt.ts';
import { BitbucketError } from '../bitbucket/bitbucket-error.ts';
import { type LinkedAbort, linkedAbort } from '../bitbucket/linked-abort.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { CountResult, RowBatch, ScanContext, ScanRequest } from '../plan/scan-request.ts';
import { readsAlone } from './alone.ts';
import type { ApiScanParts } from './api-scan-source.ts';
import { type CollectionPlace, collectionRows } from './collection-rows.ts';
import { fillPath } from './endpoint-path.ts';
import { affordable } from './fan-out-budget.ts';
import { inOrder } from './in-order.ts';
import { boundToHead, newestOfMainBranch } from './main-branch.ts';
import { boundParents, type ParentRows } from './parents.ts';
import { type BoundColumns, rowDecoder } from './row-decoder.ts';
import { planScan, type ScanPlan, weakerPlan } from './scan-plan.ts';
import type { ScanMemory } from './scan-memory.ts';
import { placeOf, type SchemaPlace } from './schema-place.ts';

/** Parents that are left out one by one are named up to this number. */
const maxSkipNotices = 10;

interface ScanPlace {
  readonly place: SchemaPlace;
  readonly bound: BoundColumns;
}

export class ApiScan {
  readonly #parts: ApiScanParts;
  readonly #memory: ScanMemory;
  readonly #context: ScanContext;
  readonly #call: CallContext;
  /** Ends the calls that were begun ahead of a limit. */
  readonly #linked: LinkedAbort;
  /** Parents that were left out. A count that turns to reading rows meets them again. */
  readonly #skipped = new Set<string>();
  /** The first refusal of access, for when no parent's collection could be read at all. */
  #denied: BitbucketError | null = null;
  #anyRead = false;
  /** Whether rows come that the plan's filter would have kept out: a limit says nothing then. */
  #weakened = false;
  readonly #done = { calls: 0, rows: 0, bytes: 0 };
  readonly #pages = { done: 0, expected: 0 as number | null };

  /** `memory` outlives the scan; `signal` follows the context's own. */
  constructor(parts: ApiScanParts, memory: ScanMemory, context: ScanContext, signal: AbortSignal) {
    this.#parts = parts;
    this.#memory = memory;
    this.#context = context;
    this.#linked = linkedAbort(signal);
    this.#call = {
      signal: this.#linked.signal,
      ...(context.statementId === undefined ? {} : { statementId: context.statementId }),
      onAttempt: ({ bytes }) => {
        this.#advance(1, 0, bytes);
      },
      onPage: ({ ofPages = 0 }) => {
        const { expected } = this.#pages;
        this.#pages.done += 1;
        this.#pages.expected = expected === null || ofPages === null ? null : expected + ofPages;
        this.#advance(0, 0, 0);
      },
    };
  }

  async *run(request: ScanRequest): AsyncGenerator<RowBatch | CountResult, void> {
    try {
      yield* this.#run(request);
      if (this.#denied !== null && !this.#anyRead) throw this.#denied;
      this.#tellSkipped();
    } finally {
      this.#linked.unlink();
    }
  }

  async *#run(request: ScanRequest): AsyncGenerator<RowBatch | CountResult, void> {
    const plan = this.#plan(request);
    if (plan.filter.impossible || plan.limit === 0) return;
    // Each row of the parent has pages of its own, and nobody knows yet how many.
    if (plan.table.parent !== undefined) this.#pages.expected = null;
    yield* this.#planned(request, plan);
    // A reader that had enough never comes here.
    if (plan.limit === null) this.#memory.noteCalls(request.target, plan, this.#done.calls);
  }

  async *#planned(request: ScanRequest, plan: ScanPlan): AsyncGenerator<RowBatch | CountResult, void> {
    const {
      schemas,
      options: { workspace },
    } = this.#parts;
    const place = await placeOf(request.target, workspace, schemas, this.#call.signal);
    if (plan.countable) {
      const count = await this.#count(request, plan, place);
      if (count !== null) {
        yield { count };
        return;
      }
    }
    for await (const batch of this.#rows(request, plan, place)) {
      this.#advance(0, batch.rowCount, 0);
      if (batch.rowCount > 0) yield batch;
    }
  }

  #plan(request: ScanRequest): ScanPlan {
    return planScan(this.#memory.sortable(request), this.#parts.options);
  }

  async *#rows(request: ScanRequest, plan: ScanPlan, place: SchemaPlace): AsyncGenerator<RowBatch, void> {
    const reader = {
      client: this.#parts.client,
      walker: this.#memory.walker,
      call: this.#call,
      decoder: rowDecoder(plan.table, request.columns),
    };
    let left = plan.sort === null && plan.limit !== null ? plan.limit : Infinity;
    const batches = this.#eachParent(request, plan, place, (tried, where) =>
      collectionRows(reader, tried, where),
    );
    for await (const batch of batches) {
      yield batch;
      left -= batch.rowCount;
      if (left <= 0 && !this.#weakened) {
        this.#linked.abort();
        return;
      }
    }
  }

  /** null when Bitbucket doesn't say how many there are. */
  async #count(request: ScanRequest, plan: ScanPlan, place: SchemaPlace): Promise<number | null> {
    let total = 0;
    for await (const size of this.#eachParent(request, plan, place, (tried, where) =>
      this.#size(tried, where),
    )) {
      if (size === null) return null;
      total += size;
    }
    return total;
  }

  async *#size(plan: ScanPlan, { path }: CollectionPlace): AsyncGenerator<number | null, void> {
    if (!plan.countable) {
      yield null;
      return;
    }
    const parameters = plan.parameters.map(
      ([name, value]) => [name, name === 'fields' ? 'size' : value] as const,
    );
    const { endpoint, pageLength } = plan;
    yield await this.#memory.walker.size(
      { endpoint: endpoint.path, path, parameters, pageLength },
      this.#call,
    );
  }

  /** What `read` yields for the collection of each parent, in the parents' order, several read at once. */
  #eachParent<T>(
    request: ScanRequest,
    plan: ScanPlan,
    place: SchemaPlace,
    read: (plan: ScanPlan, place: CollectionPlace) => AsyncGenerator<T, void>,
  ): AsyncGenerator<T, void> {
    const parentRows: ParentRows = (parentRequest) =>
      this.#rows(parentRequest, this.#plan(parentRequest), place);
    const { concurrency } = this.#parts.client;
    const parents = boundParents(request, plan, this.#parts.findTable, parentRows);
    const { parent, name } = plan.table;
    return inOrder(
      // Whoever stops early may not need all of them.
      parent === undefined || plan.wanted !== null || this.#parts.isAffordable === true
        ? parents
        : affordable(parents, this.#parts.client, `rows of ${parent.table}`, name),
      (bound) =>
        this.#tolerant(request, plan, { place, bound }, (tried, known) => {
          const path = fillPath(tried.endpoint.path, new Map([...place, ...known]));
          return read(tried, { path, bound: known });
        }),
      (finished) => (plan.wanted === null ? concurrency : Math.min(concurrency, finished + 1)),
    );
  }

  /** What becomes of a collection whose first call Bitbucket refuses; later refusals are errors. */
  async *#tolerant<T>(
    request: ScanRequest,
    plan: ScanPlan,
    where: ScanPlace,
    read: (plan: ScanPlan, bound: BoundColumns) => AsyncGenerator<T, void>,
  ): AsyncGenerator<T, void> {
    const { place, bound } = where;
    const head = boundToHead(plan.table, bound);
    let begun = false;
    try {
      for await (const piece of read(plan, bound)) {
        begun = true;
        if (head !== undefined) this.#memory.takesHead = true;
        if (plan.isAlone) this.#memory.readAlone.add(plan.endpoint.path);
        this.#anyRead ||= bound.size > 0;
        yield piece;
      }
    } catch (error) {
      if (begun || !(error instanceof BitbucketError)) throw error;
      if (plan.table.retired !== undefined && (error.status === 404 || error.status === 410)) {
        if (this.#parts.options.retiredTables === 'empty') return;
        throw new DrawbridgeError(SqlState.sourceFailed, plan.table.retired.message, {
          hint: 'RetiredTables=empty makes the table empty instead.',
          cause: error,
        });
      }
      if (bound.size > 0 && error.status === 404 && plan.endpoint.absent === 'no rows') {
        this.#anyRead = true;
        return;
      }
      if (head !== undefined && error.status === 404 && !this.#memory.takesHead) {
        const newest = await newestOfMainBranch(this.#parts.client, place, this.#call);
        this.#anyRead = true;
        if (newest === null) return;
        const there = { place, bound: new Map([...bound, [head.name, newest]]) };
        yield* this.#tolerant(request, plan, there, read);
        return;
      }
      if (bound.size > 0 && leavesOut(error) && !isMissingAlone(plan, error.status)) {
        this.#skip(plan, bound, error);
        return;
      }
      if (isMissingAlone(plan, error.status) && (await this.#isTold(request, plan, place))) {
        this.#anyRead = true;
        return;
      }
      const weaker = refusesPlan(plan, error.status) ? weakerPlan(plan, request, this.#parts.options) : null;
      if (weaker === null) throw error;
      this.#weakened = true;
      const around = plan.isAlone ? { place, bound: new Map() } : where;
      for await (const piece of this.#tolerant(request, weaker, around, read)) {
        // A failure that passes with the order is the order's; an outage would have gone on.
        if (error.status === 500) this.#memory.noteUnsortable(plan.endpoint.path);
        yield piece;
      }
    }
  }

  /** Whether the 404 of a row that is read alone tells that there is none. */
  async #isTold({ target }: ScanRequest, { endpoint }: ScanPlan, place: SchemaPlace): Promise<boolean> {
    const { readAlone } = this.#memory;
    if (readAlone.has(endpoint.path)) return true;
    const isTold = await readsAlone(this.#parts.client, target.table, place, this.#call);
    if (isTold) readAlone.add(endpoint.path);
    return isTold;
  }

  #skip({ table }: ScanPlan, bound: BoundColumns, error: BitbucketError): void {
    if (error.status === 403) this.#denied ??= error;
    const told = [...bound].filter(([, value]) => value !== '');
    const parent = told.map(([name, value]) => `${name} ${value}`).join(', ');
    if (this.#skipped.has(parent)) return;
    this.#skipped.add(parent);
    if (this.#skipped.size > maxSkipNotices) return;
    this.#context.notice({
      sqlState: '01000',
      message: `${table.name} of ${parent} were left out: ${error.message}`,
    });
  }

  #tellSkipped(): void {
    const untold = this.#skipped.size - maxSkipNotices;
    if (untold <= 0) return;
    this.#context.notice({ sqlState: '01000', message: `${untold} more were left out for such reasons.` });
  }

  #advance(calls: number, rows: number, bytes: number): void {
    this.#done.calls += calls;
    this.#done.rows += rows;
    this.#done.bytes += bytes;
    const { done, expected } = this.#pages;
    // Before the first page nothing is known; a list that has grown has more pages than it said.
    const pages = { done, expected: expected === null || done === 0 ? null : Math.max(done, expected) };
    this.#context.progress({ ...this.#done, pages });
  }
}

/**
 * Refusals that concern one parent and will not pass: no access, nothing there, and a comparison of two branches that
 * have no history in common.
 */
function leavesOut({ status, apiMessage }: BitbucketError): boolean {
  return status === 403 || status === 404 || (status === 400 && /no common ancestor/i.test(apiMessage));
}

/**
 * A filter that Bitbucket doesn't know is a 400; sorting large lists by state and date ends in a 500; an address of one
 * row that leads nowhere is a 404.
 */
function refusesPlan(plan: ScanPlan, status: number): boolean {
  return status === 400 || (status >= 500 && plan.sort !== null) || isMissingAlone(plan, status);
}

function isMissingAlone({ isAlone }: ScanPlan, status: number): boolean {
  return isAlone && status === 404;
}
