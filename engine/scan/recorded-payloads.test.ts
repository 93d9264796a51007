/**
 * Recorded replies of Bitbucket through the decoder, and each of their values accounted for: a column, or left out for
 * a reason. They are not part of the repository: DRAWBRIDGE_PAYLOADS names their folder, else it is looked for beside
 * the repository, and elsewhere the tests are skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../bitbucket/json.ts';
import type { CellValue, TableDef } from '../catalog/table.ts';
import { placesOf, rowDecoder, unfolded } from './row-decoder.ts';
import { tableNamed } from './test-support/sandbox-scan.ts';

const folder =
  process.env['DRAWBRIDGE_PAYLOADS'] ?? join(import.meta.dirname, '../../../shared/bitbucket/payloads');
const isPresent = existsSync(folder);
const note = isPresent ? '' : ' (skipped: there are none here)';

/** What is left out of every table. */
const leftOutEverywhere: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)links\./, 'addresses that follow from the keys'],
  [/(^|\.)type$/, 'the same for all objects at that place'],
  [/\.(html|markup)$/, 'the same text once more, rendered'],
  [/\.nickname$/, 'neither unique nor lasting; Users has it'],
  [/\.(username|account_status|kind|created_on)$/, 'of an account, which only some kinds of accounts show'],
  [/^merge_commit\.(?!hash$)/, 'of the commit that merged it, which Commits has by its hash'],
  [/(^|\.)rendered\./, 'the same texts once more, rendered'],
  [/(^|\.)repository\.full_name$/, 'follows from the repository, which its UUID names'],
  [/(^|\.)pull_?request\.(title|draft|id)$/, 'of the parent, which PullRequests has'],
];

interface Recorded {
  readonly table: string;
  readonly files: readonly string[];
  /** What is left out of this table, at most a tenth of what a recorded object holds. */
  readonly leftOut?: Readonly<Record<string, string>>;
  /** For a recording of a part of the object. */
  readonly wrap?: (object: unknown) => unknown;
}

const recordings: readonly Recorded[] = [
  {
    table: 'PullRequestParticipants',
    files: ['pullrequest-participant.json'],
    wrap: (participant) => ({ id: 1, participants: [participant] }),
  },
  { table: 'PullRequestTasks', files: ['pullrequest-tasks.json'] },
  { table: 'PullRequestStatuses', files: ['pullrequest-statuses.json'] },
  {
    table: 'CommitStatuses',
    files: ['commit-statuses.list.json', 'commit-statuses.item.json'],
    leftOut: { 'commit.hash': 'the commit that was asked about' },
  },
  {
    table: 'PullRequestCommits',
    files: ['pullrequest-commits.list.json', 'pullrequest-commits.list-python.json'],
    leftOut: { 'summary.raw': 'the message once more' },
  },
  {
    table: 'PullRequestActivity',
    files: [
      'pullrequest-activity.list.json',
      'pullrequest-activity.faros.json',
      'pullrequest-activity.comment.json',
      'pullrequest-activity.approval.json',
      'pullrequest-activity.update.json',
    ],
    leftOut: {
      'comment.inline.outdated': 'undocumented, and about the comment',
      'comment.inline.context_lines': 'undocumented, and about the comment',
    },
  },
  {
    table: 'PullRequestDiffStat',
    files: ['pullrequest-diffstat.json', 'pullrequest-diffstat.wiremock.json', 'diffstat.compare.json'],
  },
  {
    table: 'PullRequestComments',
    files: ['pullrequest-comments.list.json', 'pullrequest-comments.list-python.json'],
  },
  {
    table: 'PullRequestComments',
    files: ['pullrequest-comments.devlake.json'],
    wrap: (recorded) => (recorded as { readonly data: unknown }).data,
  },
  {
    table: 'PullRequests',
    files: ['pullrequests.item.json', 'pullrequests.item-2026.json', 'pullrequests.list-2026.json'],
  },
  {
    table: 'PullRequests',
    files: ['pullrequests.item-merged.json', 'pullrequests.item-declined.json'],
    // By what was asked for.
    wrap: (byRequest) => Object.values(byRequest as object)[0],
  },
  {
    table: 'Commits',
    files: ['commits.list.json', 'commits.item.json', 'commits.range.json'],
    leftOut: { 'summary.raw': 'the message once more' },
  },
  { table: 'DiffStat', files: ['diffstat.commit.json', 'diffstat.compare.json'] },
];

describe.skipIf(!isPresent)(`recorded replies${note}`, () => {
  it.each(recordings)('for $table are read, and each value is accounted for', (recorded) => {
    const table = tableNamed(recorded.table);
    const objects = recorded.files.flatMap((file) => read(file, recorded.wrap));
    expect(objects).not.toEqual([]);
    const scalars = new Set(objects.flatMap((object) => scalarsOf(object, '')));
    const untold = [...scalars].filter((path) => !isColumn(table, path) && !everywhere(path));
    expect(untold.filter((path) => recorded.leftOut?.[path] === undefined)).toEqual([]);
    expect(untold.length).toBeLessThanOrEqual(Math.max(1, Math.trunc(scalars.size / 10)));

    const rows = decode(table, objects);
    for (const name of table.primaryKey) expect(rows.get(name)).not.toContain(null);
  });

  it('of activity are of known kinds, with a time, someone, and a key of their own', () => {
    const { files = [] } = recordings.find(({ table }) => table === 'PullRequestActivity') ?? {};
    const objects = files.flatMap((file) => read(file));
    const rows = decode(tableNamed('PullRequestActivity'), objects);
    expect(new Set(rows.get('Kind'))).toEqual(new Set(['comment', 'approval', 'update']));
    for (const name of ['Date', 'UserUUID', 'WebURL']) expect(rows.get(name)).not.toContain(null);
    expect(new Set(rows.get('Key')).size).toBe(objects.length);
  });
});

function read(file: string, wrap: (object: unknown) => unknown = (object) => object): readonly unknown[] {
  const body = parseJson(readFileSync(join(folder, file), 'utf8'));
  const objects = Array.isArray(body)
    ? body
    : ((body as { readonly values?: readonly unknown[] }).values ?? [body]);
  return objects.map(wrap);
}

function decode(table: TableDef, objects: readonly unknown[]): ReadonlyMap<string, readonly CellValue[]> {
  const names = table.columns.map(({ name }) => name);
  const bound = new Map(
    names.filter((name) => table.parent?.columns[name] !== undefined).map((name) => [name, '1']),
  );
  const { values } = rowDecoder(table, names).decode(unfolded(table, objects), bound);
  return new Map(names.map((name, index) => [name, values[index] ?? []]));
}

/** The places of all values but null; what a list holds stands at the place of the list. */
function scalarsOf(value: unknown, path: string): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => scalarsOf(item, path));
  if (typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([name, member]) =>
    scalarsOf(member, path === '' ? name : `${path}.${name}`),
  );
}

function isColumn(table: TableDef, path: string): boolean {
  return table.columns.some((column) =>
    placesOf(column).some(
      (place) => path === place || (column.type === 'JSON' && path.startsWith(`${place}.`)),
    ),
  );
}

function everywhere(path: string): boolean {
  return leftOutEverywhere.some(([pattern]) => pattern.test(path));
}
