/**
 * The rows of one collection, page by page.
 *
 * Rows in an order end early: after the limit, once the sort value differs from the last wanted row's. When
 * the order turns out not to be kept, or equal values change places between pages, the whole collection is
 * read instead.
 */
import type { CallContext } from '../bitbucket/api-attempt.ts';
import type { BitbucketClient } from '../bitbucket/client.ts';
import { type CollectionRequest, type PageWalker, targetOf } from '../bitbucket/page-walker.ts';
import { type FreshPage, readWhole } from '../bitbucket/whole-collection.ts';
import type { CellValue } from '../catalog/table.ts';
import type { RowBatch } from '../plan/scan-request.ts';
import { type BoundColumns, memberKey, type RowDecoder, unfolded, valueReader } from './row-decoder.ts';
import type { ScanPlan } from './scan-plan.ts';

export interface CollectionReader {
  readonly client: BitbucketClient;
  readonly walker: PageWalker;
  readonly call: CallContext;
  readonly decoder: RowDecoder;
}

export interface CollectionPlace {
  /** The endpoint's path, filled in. */
  readonly path: string;
  readonly bound: BoundColumns;
}

export async function* collectionRows(
  reader: CollectionReader,
  plan: ScanPlan,
  place: CollectionPlace,
): AsyncGenerator<RowBatch, void> {
  const hidden = hiding(plan);
  const visible = (members: readonly unknown[]) => hidden(unfolded(plan.table, members));
  const rows = (members: readonly unknown[]) => reader.decoder.decode(visible(members), place.bound);
  const request = requestOf(plan, place);
  if (plan.endpoint.paging === 'single') {
    const { body } = await reader.client.get(targetOf(request, []), reader.call);
    yield rows([body]);
    return;
  }
  const seen = new Set<string>();
  const pages = (asked: CollectionRequest) =>
    readWhole(reader.walker, asked, memberKey(plan.table), reader.call, seen);
  if (plan.sort !== null && plan.limit !== null) {
    const order = new OrderWatch(plan, plan.sort, plan.limit);
    for await (const page of pages(request)) {
      yield rows(page.values);
      const state = order.take(page, visible(page.values));
      if (state === 'satisfied') return;
      if (state === 'broken') break;
    }
    if (!order.broken) return;
  }
  for await (const page of pages(unordered(plan, request))) yield rows(page.values);
}

/** Follows the values of the sort column. */
class OrderWatch {
  broken = false;
  readonly #limit: number;
  readonly #descending: boolean;
  readonly #valueOf: (member: unknown) => CellValue;
  #count = 0;
  #last: CellValue = null;
  #boundary: CellValue = null;

  constructor(plan: ScanPlan, sort: NonNullable<ScanPlan['sort']>, limit: number) {
    this.#limit = limit;
    this.#descending = sort.descending;
    this.#valueOf = valueReader(plan.table, sort.column);
  }

  take(page: FreshPage, visible: readonly unknown[]): 'going' | 'satisfied' | 'broken' {
    const values = visible.map(this.#valueOf);
    this.broken = page.repeats || !values.every((value) => this.#follows(value));
    if (this.broken) return 'broken';
    return this.#count > this.#limit && this.#last !== this.#boundary ? 'satisfied' : 'going';
  }

  #follows(value: CellValue): boolean {
    const last = this.#last;
    if (value === null || (last !== null && (this.#descending ? value > last : value < last))) return false;
    this.#last = value;
    this.#count += 1;
    if (this.#count === this.#limit) this.#boundary = value;
    return true;
  }
}

function requestOf(plan: ScanPlan, { path }: CollectionPlace): CollectionRequest {
  return {
    endpoint: plan.endpoint.path,
    path,
    parameters: plan.parameters,
    settling: plan.sort === null ? plan.settling : [],
    pageLength: plan.pageLength,
    numbered: plan.endpoint.paging === 'pages',
    wanted: plan.wanted,
  };
}

function unordered(plan: ScanPlan, request: CollectionRequest): CollectionRequest {
  if (plan.sort === null) return request;
  return {
    ...request,
    parameters: request.parameters.filter(([name]) => name !== 'sort'),
    settling: plan.settling,
    pageLength: plan.fullPageLength,
    wanted: null,
  };
}

function hiding({ table, deleted }: ScanPlan): (members: readonly unknown[]) => readonly unknown[] {
  if (deleted === null) return (members) => members;
  const isDeleted = valueReader(table, deleted.name);
  return (members) => members.filter((member) => isDeleted(member) !== true);
}
