/** Answers a request for one page of a collection, in either of Bitbucket's two families of paging. */
import { failure, json, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { QueryError } from '../query/filter.ts';
import { everyField, parseFields, selectFields, type HiddenPaths } from '../query/partial-response.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { RestRequest } from './route.ts';
import type { Selectable } from './selection.ts';

export interface Listing extends Selectable {
  /** `numbers`: page=2 can be addressed and `size` is told. `cursor`: only `next` leads on. */
  readonly paging: 'numbers' | 'cursor';
  readonly defaultLength: number;
  /** More than this is refused with 400, never cut down. */
  readonly longest: number;
  /** Members below `values` that only `fields` brings in. */
  readonly hidden?: HiddenPaths;
  /** Partial responses are unreliable on the pipelines module; there they do nothing. */
  readonly fields?: 'ignored';
}

/** Parameters that are refused when they come twice, as when a client adds them to a `next` that has them. */
const single = ['page', 'pagelen', 'q', 'sort', 'fields'];

export function servePage(listing: Listing, request: RestRequest): Reply {
  const { searchParams } = request.url;
  if (single.some((name) => searchParams.getAll(name).length > 1)) return failure(400, 'Bad request');
  const pageLength = positiveInteger(searchParams.get('pagelen') ?? String(listing.defaultLength));
  if (pageLength === undefined || pageLength > listing.longest) return failure(400, 'Invalid pagelen');
  const page = searchParams.get('page');
  const start =
    listing.paging === 'cursor'
      ? page === null
        ? 0
        : decodeCursor(page)
      : pageStart(page ?? '1', pageLength);
  if (start === undefined) return failure(400, 'Invalid page');
  let selection: Uint32Array | undefined;
  try {
    const wanted = { q: searchParams.get('q') ?? undefined, sort: searchParams.get('sort') ?? undefined };
    selection = request.selections.select(listing, wanted, request.modes);
  } catch (error) {
    if (error instanceof QueryError) return failure(400, error.message);
    throw error;
  }
  const size = selection?.length ?? listing.items.length;
  const values: JsonObject[] = [];
  for (let at = start; at < Math.min(start + pageLength, size); at += 1) {
    values.push(listing.items.render(selection?.[at] ?? at));
  }
  const end = start + pageLength;
  const envelope: JsonObject = {
    values,
    pagelen: pageLength,
    ...(listing.paging === 'cursor' ? {} : numbers(request, size, start, pageLength)),
    next: end < size ? pageUrl(request, listing, end, pageLength) : undefined,
  };
  const fields = listing.fields === 'ignored' ? null : searchParams.get('fields');
  const hidden = (listing.hidden ?? []).map((path) => `values.${path}`);
  return json(selectFields(envelope, fields === null ? everyField : parseFields(fields), hidden));
}

function numbers(request: RestRequest, size: number, start: number, pageLength: number): JsonObject {
  const page = start / pageLength + 1;
  return {
    size: request.modes.size === 'present' ? size : undefined,
    page,
    previous: page > 1 ? withPage(request, String(page - 1)) : undefined,
  };
}

function pageUrl(request: RestRequest, listing: Listing, start: number, pageLength: number): string {
  return withPage(
    request,
    listing.paging === 'cursor' ? encodeCursor(start) : String(start / pageLength + 1),
  );
}

function withPage(request: RestRequest, page: string): string {
  const url = new URL(request.url);
  url.searchParams.delete('page');
  url.searchParams.append('page', page);
  return url.href;
}

function pageStart(page: string, pageLength: number): number | undefined {
  const number = positiveInteger(page);
  return number === undefined ? undefined : (number - 1) * pageLength;
}

function positiveInteger(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
