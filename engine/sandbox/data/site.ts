import type { JsonObject } from '../json.ts';

/** Where the objects' links point: `api` ends in /2.0, `web` is the place of the pages for people. */
export interface Site {
  readonly api: string;
  readonly web: string;
}

export function link(href: string): JsonObject {
  return { href };
}
