/**
 * What scans learn of Bitbucket for those that follow: lengths of pages that it refuses, endpoints that fail when
 * they are to sort, and how many calls a scan took, for EXPLAIN. Connections that share a client share it.
 */
import type { BitbucketClient } from '../bitbucket/client.ts';
import { PageWalker } from '../bitbucket/page-walker.ts';
import type { ScanRequest, TableReference } from '../plan/scan-request.ts';
import type { ScanPlan } from './scan-plan.ts';

/** Scans whose calls are remembered; the oldest give way. */
const mostScans = 500;

export class ScanMemory {
  readonly walker: PageWalker;
  /** Whether the server is known to take HEAD for the newest commit of the main branch. */
  takesHead = false;
  /** Addresses of single rows that are known to be answered, so that 404 there means that there is no such row. */
  readonly readAlone = new Set<string>();
  readonly #unsortable = new Set<string>();
  readonly #calls = new Map<string, number>();

  constructor(client: BitbucketClient) {
    this.walker = new PageWalker(client);
  }

  noteUnsortable(endpoint: string): void {
    this.#unsortable.add(endpoint);
  }

  /** The request without an order that its endpoint is known to fail on. */
  sortable(request: ScanRequest): ScanRequest {
    const fails = this.#unsortable.has(request.target.table.endpoint?.path ?? '');
    return fails && request.order !== null ? { ...request, order: null, limit: null } : request;
  }

  /** The page length that will be sent for the one wanted; null: none. */
  pageLength({ endpoint }: ScanPlan, wanted: number | null): number | null {
    return this.walker.pageLength(endpoint.path, wanted);
  }

  noteCalls(target: TableReference, plan: ScanPlan, calls: number): void {
    const key = keyOf(target, plan);
    this.#calls.delete(key);
    this.#calls.set(key, calls);
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > mostScans && oldest !== undefined) this.#calls.delete(oldest);
  }

  /** How many calls the same scan took the last time that it was made. */
  callsOf(target: TableReference, plan: ScanPlan): number | null {
    return this.#calls.get(keyOf(target, plan)) ?? null;
  }
}

/** Which columns are read changes nothing about the number of calls. */
function keyOf({ schema, table }: TableReference, plan: ScanPlan): string {
  const parameters = plan.parameters.filter(([name]) => name !== 'fields');
  const { filter, parents, pageLength, countable } = plan;
  return JSON.stringify([
    schema.toLowerCase(),
    table.name,
    parameters,
    [...filter.paths],
    parents,
    pageLength,
    countable,
  ]);
}
