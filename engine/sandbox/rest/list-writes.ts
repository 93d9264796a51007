/**
 * Routes that write to a list of settings: one is added, changed, removed, or read alone. What a table takes, and in
 * which words it is refused, is said by whoever describes the list.
 */
import { findIndex, type ChangeableCollection } from '../data/changes.ts';
import type { Workspace } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import type { Scope } from '../oauth/scopes.ts';
import type { RestRequest, Route } from './route.ts';
import { refusable } from './written-body.ts';

export interface Asked<Place> {
  readonly request: RestRequest;
  readonly place: Place;
  readonly all: ChangeableCollection;
}

export interface AskedOne<Place> extends Asked<Place> {
  readonly item: JsonObject;
  readonly index: number;
}

/** What makes the object may refuse. */
interface Verb<Given, Made> {
  readonly scope: Scope;
  readonly make: (asked: Given) => Made;
}

export interface WrittenList<Place> {
  /** Below /2.0. */
  readonly collection: string;
  /** The placeholder behind it that names one. */
  readonly key: string;
  /** How messages call one. */
  readonly word: string;
  readonly within: (handle: (request: RestRequest, place: Place) => Reply) => Route['handle'];
  readonly items: (workspace: Workspace, place: Place) => ChangeableCollection;
  readonly nameOf: (item: JsonObject) => string;
  readonly read?: Scope;
  readonly create?: Verb<Asked<Place>, JsonObject> & { readonly status?: 200 };
  readonly change?: Verb<AskedOne<Place>, JsonObject>;
  /** PUT that makes it where there is none. */
  readonly put?: Verb<Asked<Place> & { readonly item: JsonObject | undefined }, JsonObject>;
  /** What it returns is kept in its place; undefined: it goes. */
  readonly remove?: Verb<AskedOne<Place>, JsonObject | undefined>;
}

export function listWrites<Place>(list: WrittenList<Place>): readonly Route[] {
  const { collection, key, word, items, nameOf, within } = list;
  const one = `${collection}/{${key}}`;
  const inList = (handle: (asked: Asked<Place>) => Reply): Route['handle'] =>
    within(refusable((request, place) => handle({ request, place, all: items(request.workspace, place) })));
  const indexIn = ({ request, all }: Asked<Place>): number | undefined =>
    findIndex(all, (item) => nameOf(item) === request.parameters[key]);
  const ofOne = (handle: (asked: AskedOne<Place>) => Reply): Route['handle'] =>
    inList((asked) => {
      const index = indexIn(asked);
      return index === undefined
        ? failure(404, `${word} ${asked.request.parameters[key] ?? ''} not found`)
        : handle({ ...asked, index, item: asked.all.render(index) });
    });
  const { create, change, put, remove, read } = list;
  const routes: Route[] = [];
  if (read !== undefined) {
    routes.push({ pattern: one, scope: read, handle: ofOne(({ item }) => json(item)) });
  }
  if (create !== undefined) {
    const handle = inList((asked) => {
      const made = create.make(asked);
      asked.all.add(made);
      return json(made, create.status ?? 201);
    });
    routes.push({ method: 'POST', pattern: collection, scope: create.scope, handle });
  }
  if (change !== undefined) {
    const handle = ofOne((asked) => {
      const made = change.make(asked);
      asked.all.replace(asked.index, made);
      return json(made);
    });
    routes.push({ method: 'PUT', pattern: one, scope: change.scope, handle });
  }
  if (put !== undefined) {
    const handle = inList((asked) => {
      const index = indexIn(asked);
      const made = put.make({ ...asked, item: index === undefined ? undefined : asked.all.render(index) });
      if (index === undefined) asked.all.add(made);
      else asked.all.replace(index, made);
      return json(made);
    });
    routes.push({ method: 'PUT', pattern: one, scope: put.scope, handle });
  }
  if (remove !== undefined) {
    const handle = ofOne((asked) => {
      const left = remove.make(asked);
      if (left === undefined) asked.all.remove(asked.index);
      else asked.all.replace(asked.index, left);
      return nothing();
    });
    routes.push({ method: 'DELETE', pattern: one, scope: remove.scope, handle });
  }
  return routes;
}
