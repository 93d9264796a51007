/**
 * What the tables that are read parent by parent, or out of lists in other objects, hold in truth: made of plain HTTP
 * calls, by nobody's decoder but the few lines here. Texts are as a result shows them.
 */
import type { Sandbox } from '../../sandbox/sandbox.ts';

export type TruthRow = Readonly<Record<string, string>>;
type Json = Readonly<Record<string, unknown>>;

export interface ChildCase {
  readonly table: string;
  /** The column that names the parent. */
  readonly parent: string;
  /** Some of the table's columns, of all its rows that are not deleted. */
  readonly truth: (sandbox: Sandbox) => Promise<readonly TruthRow[]>;
}

const repository = '/repositories/lighthouse/api';
const pullRequests = `${repository}/pullrequests`;
const allStates = 'state=all&pagelen=50';

/** A member of an object, or of what stands in it. */
function at(object: unknown, path: string): unknown {
  return path.split('.').reduce((value: unknown, step) => (value as Json | null | undefined)?.[step], object);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'NULL';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Columns by the places of their values. */
function pick(object: unknown, places: Readonly<Record<string, string>>): TruthRow {
  return Object.fromEntries(Object.entries(places).map(([name, path]) => [name, shown(at(object, path))]));
}

/** All pages. Numbers that JavaScript would round become texts; undefined: what is asked for is refused with 400. */
async function read(sandbox: Sandbox, target: string): Promise<readonly Json[] | undefined> {
  const found: Json[] = [];
  let link: string | undefined = `${sandbox.apiUrl}${target}`;
  while (link !== undefined) {
    const headers = { authorization: `Bearer ${sandbox.accessToken}` };
    const response: Response = await fetch(link, { headers });
    if (response.status === 400) return undefined;
    if (!response.ok) throw new Error(`${link} answered ${response.status}`);
    const text = (await response.text()).replaceAll(/:(\d{16,})/g, ':"$1"');
    const page = JSON.parse(text) as { readonly values: readonly Json[]; readonly next?: string };
    found.push(...page.values);
    link = page.next;
  }
  return found;
}

async function numbers(sandbox: Sandbox): Promise<readonly TruthRow[]> {
  const pulls = await read(sandbox, `${pullRequests}?${allStates}&fields=values.id,next`);
  return (pulls ?? []).map((pull) => pick(pull, { PullRequestId: 'id' }));
}

function hashes(column: string): Keys {
  return async (sandbox) => {
    const commits = await read(sandbox, `${repository}/commits?pagelen=100&fields=values.hash,next`);
    return (commits ?? []).map((object) => pick(object, { [column]: 'hash' }));
  };
}

type Keys = (sandbox: Sandbox) => Promise<readonly TruthRow[]>;

/** `keys`: what names each parent. `address`: of the list that belongs to it. */
function children(
  parent: string,
  keys: Keys,
  address: (key: TruthRow) => string,
  rowOf: (object: Json) => TruthRow,
): Pick<ChildCase, 'parent' | 'truth'> {
  return {
    parent,
    truth: async (sandbox) => {
      const rows: TruthRow[] = [];
      for (const key of await keys(sandbox)) {
        const objects = (await read(sandbox, `${repository}${address(key)}`)) ?? [];
        rows.push(
          ...objects
            .filter((object) => object['deleted'] !== true && at(object, 'comment.deleted') !== true)
            .map((object) => ({ ...key, ...rowOf(object) })),
        );
      }
      return rows;
    },
  };
}

const ofPullRequest = (child: string, rowOf: (object: Json) => TruthRow) =>
  children('PullRequestId', numbers, (key) => `/pullrequests/${key['PullRequestId'] ?? ''}/${child}`, rowOf);

const ofCommit = (child: string, rowOf: (object: Json) => TruthRow) =>
  children('CommitHash', hashes('CommitHash'), (key) => `/commit/${key['CommitHash'] ?? ''}/${child}`, rowOf);

const reportsOfAll: Keys = ofCommit('reports', (object) => ({ ReportUUID: shown(object['uuid']) })).truth;

function within(
  list: 'reviewers' | 'participants',
  places: Readonly<Record<string, string>>,
): Pick<ChildCase, 'parent' | 'truth'> {
  return {
    parent: 'PullRequestId',
    truth: async (sandbox) => {
      const pulls = await read(sandbox, `${pullRequests}?${allStates}&fields=values.*,next`);
      return (pulls ?? []).flatMap((pull) =>
        (pull[list] as readonly Json[]).map((item) => ({
          PullRequestId: shown(pull['id']),
          PullRequestState: shown(pull['state']),
          ...pick(item, places),
        })),
      );
    },
  };
}

const person = { UserUUID: 'uuid', UserDisplayName: 'display_name', UserNickname: 'nickname' };
const build = {
  Key: 'key',
  State: 'state',
  Name: 'name',
  RefName: 'refname',
  URL: 'url',
  Description: 'description',
};
const comment = {
  Id: 'id',
  ContentRaw: 'content.raw',
  UserUUID: 'user.uuid',
  ParentId: 'parent.id',
  InlinePath: 'inline.path',
  InlineTo: 'inline.to',
};
const commit = { Hash: 'hash', Message: 'message', AuthorRaw: 'author.raw', AuthorUUID: 'author.user.uuid' };

function activityRow(object: Json): TruthRow {
  const kind = ['comment', 'approval', 'changes_requested', 'update'].find((name) => name in object) ?? '';
  const entry = object[kind];
  return {
    Kind: kind,
    UserUUID: shown(at(entry, kind === 'update' ? 'author.uuid' : 'user.uuid')),
    CommentId: shown(at(object, 'comment.id')),
    UpdateState: shown(at(object, 'update.state')),
    UpdateReviewers: shown(at(object, 'update.reviewers')),
    UpdateSourceBranchName: shown(at(object, 'update.source.branch.name')),
  };
}

function diffStatRow(object: Json): TruthRow {
  return {
    Path: shown(at(object, 'new.path') ?? at(object, 'old.path')),
    ...pick(object, {
      Status: 'status',
      LinesAdded: 'lines_added',
      OldPath: 'old.path',
      NewPath: 'new.path',
    }),
  };
}

export const childCases: readonly ChildCase[] = [
  { table: 'PullRequestReviewers', ...within('reviewers', person) },
  {
    table: 'PullRequestParticipants',
    ...within('participants', {
      UserUUID: 'user.uuid',
      UserDisplayName: 'user.display_name',
      Role: 'role',
      Approved: 'approved',
      State: 'state',
    }),
  },
  {
    table: 'PullRequestComments',
    ...ofPullRequest('comments', (object) => pick(object, comment)),
  },
  {
    table: 'PullRequestTasks',
    ...ofPullRequest('tasks', (object) =>
      pick(object, {
        Id: 'id',
        State: 'state',
        ContentRaw: 'content.raw',
        CreatorUUID: 'creator.uuid',
        ResolvedByUUID: 'resolved_by.uuid',
        CommentId: 'comment.id',
        Pending: 'pending',
      }),
    ),
  },
  {
    table: 'PullRequestStatuses',
    ...ofPullRequest('statuses', (object) => ({
      CommitHash: shown(at(object, 'commit.hash')),
      ...pick(object, build),
    })),
  },
  { table: 'PullRequestCommits', ...ofPullRequest('commits', (object) => pick(object, commit)) },
  { table: 'PullRequestActivity', ...ofPullRequest('activity', activityRow) },
  { table: 'PullRequestDiffStat', ...ofPullRequest('diffstat', diffStatRow) },
  { table: 'CommitStatuses', ...ofCommit('statuses', (object) => pick(object, build)) },
  { table: 'CommitComments', ...ofCommit('comments', (object) => pick(object, comment)) },
  {
    table: 'CommitReports',
    ...ofCommit('reports', (object) =>
      pick(object, {
        UUID: 'uuid',
        Title: 'title',
        Reporter: 'reporter',
        ReportType: 'report_type',
        Data: 'data',
        Link: 'link',
        RemoteLinkEnabled: 'remote_link_enabled',
      }),
    ),
  },
  {
    table: 'ReportAnnotations',
    ...children(
      'CommitHash',
      reportsOfAll,
      (key) => `/commit/${key['CommitHash'] ?? ''}/reports/${key['ReportUUID'] ?? ''}/annotations`,
      (object) =>
        pick(object, { UUID: 'uuid', Path: 'path', Line: 'line', Severity: 'severity', Summary: 'summary' }),
    ),
  },
  {
    table: 'CommitPullRequests',
    ...ofCommit('pullrequests', (object) => pick(object, { PullRequestId: 'id', PullRequestTitle: 'title' })),
  },
  {
    table: 'DiffStat',
    ...children('Spec', hashes('Spec'), (key) => `/diffstat/${key['Spec'] ?? ''}`, diffStatRow),
  },
];
