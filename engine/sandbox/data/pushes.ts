/**
 * Commits that were made since the sandbox started. The first stands at place -1 of the history, the next at -2, each on
 * top of the one that it names; so what was generated keeps its places.
 */
import type { JsonObject } from '../json.ts';
import type { Repository, Workspace } from './workspace.ts';

export interface Push {
  /** Its place in the history; undefined: there was nothing yet. */
  readonly parent: number | undefined;
  readonly author: JsonObject;
  readonly message: string;
  /** The texts of what was written; null: removed. */
  readonly files: ReadonlyMap<string, string | null>;
}

interface Pushed {
  readonly pushes: Push[];
  /** By branch. */
  readonly heads: Map<string, number>;
}

const all = new WeakMap<Workspace, Map<string, Pushed>>();

function pushedTo(workspace: Workspace, { uuid }: Repository): Pushed | undefined {
  return all.get(workspace)?.get(uuid);
}

/** The place in the history that it gets. */
export function push(workspace: Workspace, repository: Repository, branch: string, made: Push): number {
  const repositories = all.get(workspace) ?? new Map<string, Pushed>();
  all.set(workspace, repositories);
  const pushed = repositories.get(repository.uuid) ?? { pushes: [], heads: new Map<string, number>() };
  repositories.set(repository.uuid, pushed);
  pushed.pushes.push(made);
  const place = -pushed.pushes.length;
  pushed.heads.set(branch, place);
  return place;
}

/** Undefined for what was generated. */
export function pushAt(workspace: Workspace, repository: Repository, place: number): Push | undefined {
  return place < 0 ? pushedTo(workspace, repository)?.pushes[-place - 1] : undefined;
}

export function pushCount(workspace: Workspace, repository: Repository): number {
  return pushedTo(workspace, repository)?.pushes.length ?? 0;
}

/** Where a branch is that was pushed to. */
export function pushedHead(workspace: Workspace, repository: Repository, branch: string): number | undefined {
  return pushedTo(workspace, repository)?.heads.get(branch);
}

export interface Ancestry {
  /** Places of pushes, the newest first. */
  readonly pushed: readonly number[];
  /** The first that was generated; undefined: there is none below. */
  readonly generated: number | undefined;
}

/** The commit and all that it follows. */
export function ancestry(workspace: Workspace, repository: Repository, place: number): Ancestry {
  const pushed: number[] = [];
  let at: number | undefined = place;
  while (at !== undefined && at < 0) {
    pushed.push(at);
    at = pushAt(workspace, repository, at)?.parent;
  }
  return { pushed, generated: at };
}
