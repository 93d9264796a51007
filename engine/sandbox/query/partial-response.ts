/**
 * `fields=`: partial responses as Bitbucket's documentation page describes them. `a.b` keeps only what is
 * named, `-a.b` removes, `+a.b` adds what a collection leaves out; `*` stands for every name of one level;
 * lists are passed through. Names that do not exist vanish without a word.
 */
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

interface PathTree {
  readonly children: Map<string, PathTree>;
  ends: boolean;
}

export interface FieldSelection {
  /** Undefined: everything that is there by default. */
  readonly exact: PathTree | undefined;
  readonly removed: PathTree;
  readonly added: PathTree;
}

/** Paths below the root of the reply that are only there when asked for. */
export type HiddenPaths = readonly string[];

function emptyTree(): PathTree {
  return { children: new Map(), ends: false };
}

function insert(tree: PathTree, path: string): void {
  let at = tree;
  for (const name of path.split('.')) {
    let child = at.children.get(name);
    if (child === undefined) {
      child = emptyTree();
      at.children.set(name, child);
    }
    at = child;
  }
  at.ends = true;
}

export function parseFields(text: string): FieldSelection {
  const exact = emptyTree();
  const removed = emptyTree();
  const added = emptyTree();
  for (const item of text.split(',')) {
    const path = item.trim();
    if (path.startsWith('-')) insert(removed, path.slice(1));
    else if (path.startsWith('+')) insert(added, path.slice(1));
    else if (path !== '') insert(exact, path);
  }
  return { exact: exact.children.size === 0 ? undefined : exact, removed, added };
}

/** Where the walk stands in each of the trees; a wildcard may put it in several places of one. */
interface State {
  /** Undefined: inside something that was taken whole. */
  readonly exact: readonly PathTree[] | undefined;
  readonly removed: readonly PathTree[];
  readonly added: readonly PathTree[];
  readonly hidden: readonly PathTree[];
}

export function selectFields(reply: JsonObject, selection: FieldSelection, hidden: HiddenPaths): JsonObject {
  const hiddenTree = emptyTree();
  for (const path of hidden) insert(hiddenTree, path);
  return selectMembers(reply, {
    exact: selection.exact === undefined ? undefined : [selection.exact],
    removed: [selection.removed],
    added: [selection.added],
    hidden: [hiddenTree],
  });
}

export const everyField: FieldSelection = { exact: undefined, removed: emptyTree(), added: emptyTree() };

function step(trees: readonly PathTree[], name: string): readonly PathTree[] {
  if (trees.length === 0) return trees;
  const found: PathTree[] = [];
  for (const tree of trees) {
    const named = tree.children.get(name);
    if (named !== undefined) found.push(named);
    const wild = tree.children.get('*');
    if (wild !== undefined) found.push(wild);
  }
  return found;
}

const ended = (trees: readonly PathTree[]): boolean => trees.some((tree) => tree.ends);

function selectMembers(object: JsonObject, state: State): JsonObject {
  const result: Record<string, Json> = {};
  for (const name of Object.keys(object)) {
    const added = step(state.added, name);
    if (ended(added)) {
      setMember(result, name, object[name]);
      continue;
    }
    const exact = state.exact === undefined ? undefined : step(state.exact, name);
    const removed = step(state.removed, name);
    const hidden = step(state.hidden, name);
    const named = exact !== undefined && exact.length > 0;
    const wanted = (exact === undefined || named) && !ended(removed) && (!ended(hidden) || named);
    if (!wanted && added.length === 0) continue;
    const next: State = {
      exact: wanted ? (named && ended(exact) ? undefined : exact) : [],
      removed: wanted ? removed : [],
      added,
      hidden,
    };
    // Read only now: members may be made on reading.
    const value = object[name];
    setMember(result, name, value === undefined ? undefined : selectValue(value, next));
  }
  return result;
}

function setMember(result: Record<string, Json>, name: string, value: Json | undefined): void {
  if (value !== undefined) result[name] = value;
}

function isWhole(state: State): boolean {
  return (
    state.exact === undefined &&
    state.removed.length === 0 &&
    state.added.length === 0 &&
    state.hidden.length === 0
  );
}

/** Undefined where an exact selection found nothing to keep. */
function selectValue(value: Json, state: State): Json | undefined {
  if (isWhole(state)) return value;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => (isJsonObject(item) ? selectMembers(item, state) : item));
  }
  if (!isJsonObject(value)) return state.exact === undefined || value === null ? value : undefined;
  const members = selectMembers(value, state);
  return state.exact !== undefined && Object.keys(members).length === 0 ? undefined : members;
}
