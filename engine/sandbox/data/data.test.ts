import { describe, expect, test } from 'vitest';
import { toJsonText, type JsonObject } from '../json.ts';
import type { Collection } from './collection.ts';
import { valuesAt } from '../query/values-at.ts';
import { activity } from './activity.ts';
import { comments } from './comments.ts';
import { commitComments } from './commit-comments.ts';
import { commitStatuses } from './commit-statuses.ts';
import { commitObject } from './commits.ts';
import { diffStat } from './diff-stat.ts';
import { issues } from './issues.ts';
import { pipelines } from './pipelines.ts';
import { pullRequests } from './pull-requests.ts';
import { branches, tags } from './refs.ts';
import { reports } from './reports.ts';
import { tasks } from './tasks.ts';
import { createWorkspace, type Repository, type Workspace } from './workspace.ts';

const site = { api: 'http://api.example/2.0', web: 'http://web.example' };
const workspace = createWorkspace(site, undefined);

function repository(slug: string, of: Workspace = workspace): Repository {
  const found = of.repositories.find((candidate) => candidate.plan.slug === slug);
  if (found === undefined) throw new Error(`There is no ${slug}.`);
  return found;
}

function records(collection: Collection): readonly JsonObject[] {
  return Array.from({ length: collection.length }, (_, index) => collection.record(index));
}

/** The text at a path of names, or nothing. */
function textAt(object: JsonObject, ...path: readonly string[]): string {
  const [value] = valuesAt(object, path);
  return typeof value === 'string' ? value : '';
}

function ofNewestCommit(of: Workspace, found: Repository): readonly string[] {
  return [
    commitObject(of, found, 0),
    ...[
      activity(of, found, 1),
      commitStatuses(of, found, 0),
      commitComments(of, found, 0),
      reports(of, found, 0),
      diffStat(found, { source: 0, destination: 1 }),
    ].map(records),
  ].map((part) => toJsonText(part));
}

function everything(of: Workspace): string {
  return of.repositories
    .flatMap((found) => [
      toJsonText(found.full),
      ...[pullRequests, branches, tags, pipelines, issues].map((list) =>
        toJsonText(records(list(of, found))),
      ),
      ...[comments, tasks].map((list) => toJsonText(records(list(of, found, 1)))),
      ...(found.plan.commits === 0 ? [] : ofNewestCommit(of, found)),
    ])
    .join('\n');
}

const pulls = records(pullRequests(workspace, repository('harbor-app')));
const texts = (name: string): readonly string[] => pulls.map((pull) => textAt(pull, name));

test('two workspaces hold the same data', () => {
  const other = createWorkspace(site, undefined);
  expect(everything(other)).toBe(everything(workspace));
});

test('an archive leaves the other repositories as they are', () => {
  const withArchive = createWorkspace(site, 100_000);
  expect(withArchive.repositories.slice(0, -1)).toEqual(workspace.repositories);
  const archive = pullRequests(withArchive, repository('harbor-archive', withArchive));
  expect(archive.length).toBe(100_000);
  expect(archive.record(0)).toMatchObject({ id: 100_000 });
  const years = new Set(
    [0, 50_000, 99_999].map((index) => textAt(archive.record(index), 'created_on').slice(0, 4)),
  );
  expect(years).toEqual(new Set(['2026', '2023', '2020']));
});

describe('pull requests', () => {
  test.each([
    ['double quotes', /"/],
    ['single quotes', /'/],
    ['backslashes', /\\/],
    ['percent signs', /%/],
    ['underscores', /_/],
    ['line breaks and tabs', /[\n\t]/],
    ['letters beyond ASCII', /[äöüßÄÖÜ]/],
    ['Greek', /\p{Script=Greek}/u],
    ['Chinese or Japanese', /\p{Script=Han}/u],
    ['text from right to left', /\p{Script=Hebrew}|\p{Script=Arabic}/u],
    ['emoji', /\p{Emoji_Presentation}/u],
    ['combining marks', /\p{Mn}/u],
    ['markup', /<b>/],
  ])('have titles with %s', (_, pattern) => {
    expect(texts('title').some((title) => pattern.test(title))).toBe(true);
  });

  test('have titles and branches that repeat, and descriptions that are null, empty or very long', () => {
    expect(new Set(texts('title')).size).toBeLessThan(1500);
    const descriptions = pulls.map((pull) => pull['description']);
    expect(descriptions).toContain(null);
    expect(descriptions).toContain('');
    expect(descriptions.some((text) => typeof text === 'string' && text.length > 32_767)).toBe(true);
  });

  test('share times of creation, always in order of their ids', () => {
    const times = texts('created_on').map((time) => Date.parse(time));
    expect(new Set(times).size).toBeLessThan(700);
    expect(times).toEqual([...times].sort((left, right) => right - left));
  });

  test('write times with microseconds, or without where those are zero', () => {
    const lengths = new Set(texts('created_on').map((time) => time.length));
    expect(lengths).toEqual(new Set([25, 32]));
  });

  test('are never older than their last change', () => {
    for (const pull of pulls) {
      expect(Date.parse(textAt(pull, 'updated_on'))).toBeGreaterThanOrEqual(
        Date.parse(textAt(pull, 'created_on')),
      );
    }
  });

  test('come from accounts inside and outside the workspace, from forks and from places that are gone', () => {
    const members = new Set(workspace.people.members.map((member) => member.uuid));
    const authors = new Set(pulls.map((pull) => textAt(pull, 'author', 'uuid')));
    expect(authors.size).toBe(26);
    expect([...authors].filter((author) => !members.has(author))).toEqual([workspace.people.bot.uuid]);
    const sources = pulls.map((pull) => textAt(pull, 'source', 'repository', 'full_name'));
    expect(new Set(sources)).toEqual(new Set(['lighthouse/harbor-app', 'lighthouse/beacon', '']));
  });

  test('point at commits that exist', () => {
    const found = repository('harbor-app');
    const hashes = Array.from({ length: found.plan.commits }, (_, index) =>
      textAt(commitObject(workspace, found, index), 'hash').slice(0, 12),
    );
    const known = new Set(hashes);
    const all = pullRequests(workspace, found);
    for (let index = 0; index < all.length; index += 97) {
      const source = all.render(index)['source'] as { readonly commit: { readonly hash: string } };
      expect(known).toContain(source.commit.hash);
    }
  });
});

test('comment ids are unique in the workspace', () => {
  const ids = workspace.repositories.flatMap((found) =>
    Array.from({ length: found.plan.pullRequests }, (_, index) =>
      records(comments(workspace, found, index + 1)).map((comment) => toJsonText(comment['id'] ?? null)),
    ).flat(),
  );
  expect(ids.length).toBeGreaterThan(4000);
  expect(new Set(ids).size).toBe(ids.length);
});
