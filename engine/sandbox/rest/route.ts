/** What a REST route is, and how paths find theirs. */
import type { Workspace } from '../data/workspace.ts';
import type { Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import type { Caller } from '../oauth/caller.ts';
import type { Scope } from '../oauth/scopes.ts';
import type { SandboxModes } from '../modes.ts';
import type { SelectionCache } from './selection.ts';

export interface RestRequest {
  /** The absolute address that was asked for. */
  readonly url: URL;
  /** Values of the `{names}` of the pattern, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of a request that writes; empty where none came. */
  readonly body: JsonObject;
  readonly caller: Caller;
  readonly workspace: Workspace;
  readonly modes: Readonly<SandboxModes>;
  readonly selections: SelectionCache;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Route {
  /** GET where none is said. */
  readonly method?: Method;
  /** Below /2.0, for example `/repositories/{workspace}`. `{path*}` at the end takes what is left, or nothing. */
  readonly pattern: string;
  /** Undefined for what nobody may call any more. */
  readonly scope?: Scope;
  /** Elsewhere a slash at the end is allowed and changes nothing; the pipelines list is 404 without it. */
  readonly trailingSlash?: 'required';
  readonly handle: (request: RestRequest) => Reply;
}

export interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The routes of the path, one for each method. `path` is as it came over the wire: names may hold encoded slashes.
 */
export function findRoutes(routes: readonly Route[], path: string): readonly RouteMatch[] {
  const slash = path.length > 1 && path.endsWith('/');
  const segments = (slash ? path.slice(0, -1) : path).split('/');
  return routes.flatMap((route) => {
    if (route.trailingSlash === 'required' && !slash) return [];
    const parameters = matchSegments(route.pattern.split('/'), segments);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const rest = /^\{(\w+)\*\}$/.exec(pattern.at(-1) ?? '')?.[1];
  if (rest !== undefined) {
    const fixed = matchSegments(pattern.slice(0, -1), segments.slice(0, pattern.length - 1));
    const path = decoded(segments.slice(pattern.length - 1).join('/'));
    return fixed === undefined || path === undefined ? undefined : { ...fixed, [rest]: path };
  }
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (!expected.startsWith('{')) {
      if (segment !== expected) return undefined;
      continue;
    }
    if (segment === '') return undefined;
    const value = decoded(segment);
    if (value === undefined) return undefined;
    parameters[expected.slice(1, -1)] = value;
  }
  return parameters;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
