import type { Endpoint } from './table.ts';

/** The commonest kind of collection: numbered pages of at most 100 members, with their number. */
export function numberedPages(path: string, more: Partial<Endpoint> = {}): Endpoint {
  return { path, paging: 'pages', pageLength: 100, hasSize: true, partial: true, ...more };
}

/** The same in the pipelines module, where partial responses are unreliable. */
export function pipelinePages(path: string): Endpoint {
  return numberedPages(path, { partial: false });
}
