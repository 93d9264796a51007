/** A collection with numbered pages, made by a test, that can change between requests. */
import type { ServerResponse } from 'node:http';
import { scriptedServer, type ScriptedServer, type SeenRequest, sendJson } from './scripted-server.ts';

export interface ListServer extends ScriptedServer {
  /** The numbers of the pages that were asked for, in order. */
  pagesAsked(): readonly number[];
}

export interface ListBehaviour {
  /** The whole list, as it is when a page is asked for. */
  readonly members: (page: number) => readonly unknown[];
  /** What the envelope says; undefined leaves it out. */
  readonly size?: (page: number) => number | undefined;
  /** The link to the next page in place of the right one. */
  readonly next?: (page: number, base: string) => string | undefined;
  /** Answers in another way and returns true, or returns false. */
  readonly instead?: (page: number, request: SeenRequest, response: ServerResponse) => boolean;
  /** Resolves when the page may be answered. */
  readonly wait?: (page: number) => Promise<void>;
}

export async function listServer(behaviour: ListBehaviour): Promise<ListServer> {
  const { members, size = (page) => members(page).length } = behaviour;
  const server: ScriptedServer = await scriptedServer(async (request, response) => {
    const page = Number(request.query.get('page') ?? 1);
    const length = Number(request.query.get('pagelen') ?? 10);
    await behaviour.wait?.(page);
    if (behaviour.instead?.(page, request, response) === true) return;
    const all = members(page);
    const query = new URLSearchParams(request.query);
    query.set('page', String(page + 1));
    const rightNext =
      page * length < all.length ? `${server.url}${request.path}?${query.toString()}` : undefined;
    sendJson(response, {
      values: all.slice((page - 1) * length, page * length),
      size: size(page),
      page,
      pagelen: length,
      next: behaviour.next === undefined ? rightNext : behaviour.next(page, server.url),
    });
  });
  return {
    ...server,
    pagesAsked: () => server.requests.map(({ query }) => Number(query.get('page') ?? 1)),
  };
}

/** A promise that the test resolves. */
export function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let resolvePassed: (() => void) | undefined;
  const passed = new Promise<void>((resolve) => {
    resolvePassed = resolve;
  });
  return {
    passed,
    open: () => {
      resolvePassed?.();
    },
  };
}
