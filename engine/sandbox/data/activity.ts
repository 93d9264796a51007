/** The log of a pull request: its comments, votes and changes, the newest first. Entries have no identity. */
import type { Json, JsonObject } from '../json.ts';
import { collectionOf, type Collection } from './collection.ts';
import { comments } from './comments.ts';
import { pullRequestReference } from './pull-request-reference.ts';
import { pullRequest } from './pull-requests.ts';
import type { Repository, Workspace } from './workspace.ts';

interface Entry {
  readonly at: string;
  readonly object: JsonObject;
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const kinds: Readonly<Record<string, string>> = {
  approved: 'approval',
  changes_requested: 'changes_requested',
};

function votes(pull: JsonObject, reference: JsonObject): readonly Entry[] {
  return (pull['participants'] as readonly JsonObject[]).flatMap(({ state, user, participated_on: date }) => {
    const kind = kinds[textOf(state)];
    if (kind === undefined || typeof date !== 'string') return [];
    return [
      { at: date, object: { pull_request: reference, [kind]: { date, user, pullrequest: reference } } },
    ];
  });
}

/** When it was opened, and when it was closed. */
function updates(pull: JsonObject, reference: JsonObject): readonly Entry[] {
  const { title, description, source, destination, reviewers, draft } = pull;
  const entry = (date: Json | undefined, update: JsonObject): Entry => ({
    at: textOf(date),
    object: {
      pull_request: reference,
      update: {
        title,
        description: description ?? '',
        draft,
        reviewers,
        source,
        destination,
        date,
        ...update,
      },
    },
  });
  const opened = { state: 'OPEN', author: pull['author'], reason: '', changes: {} };
  if (pull['state'] === 'OPEN') return [entry(pull['created_on'], opened)];
  const { state, closed_by: author, reason } = pull;
  const changes = { status: { old: 'open', new: textOf(state).toLowerCase() } };
  return [entry(pull['created_on'], opened), entry(pull['updated_on'], { state, author, reason, changes })];
}

export function activity(workspace: Workspace, repository: Repository, id: number): Collection {
  const pull = pullRequest(workspace, repository, id);
  const reference = pullRequestReference(repository, id);
  const all = comments(workspace, repository, id);
  const talk = Array.from({ length: all.length }, (_, index): Entry => {
    const comment = all.render(index);
    return { at: textOf(comment['created_on']), object: { pull_request: reference, comment } };
  });
  const entries = [...talk, ...votes(pull, reference), ...updates(pull, reference)];
  entries.sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
  return collectionOf(entries.map(({ object }) => object));
}
