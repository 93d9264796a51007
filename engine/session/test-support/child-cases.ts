/**
 * What the tables hold in truth that are made of lists in other objects, or of objects of several kinds: made of plain
 * HTTP calls, by nobody's decoder but the few lines here. Texts are as a result shows them.
 */
import type { Sandbox } from '../../sandbox/sandbox.ts';

export type TruthRow = Readonly<Record<string, string>>;
type Json = Readonly<Record<string, unknown>>;

export interface ChildCase {
  readonly table: string;
  /** Some of the table's columns, of all its rows that are not deleted. */
  readonly truth: (sandbox: Sandbox) => Promise<readonly TruthRow[]>;
}

const pullRequests = '/repositories/lighthouse/api/pullrequests';
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

/** What the list below each pull request holds. */
function ofEach(child: string, rowOf: (object: Json) => TruthRow): ChildCase['truth'] {
  return async (sandbox) => {
    const rows: TruthRow[] = [];
    for (const key of await numbers(sandbox)) {
      const objects = (await read(sandbox, `${pullRequests}/${key['PullRequestId'] ?? ''}/${child}`)) ?? [];
      rows.push(
        ...objects
          .filter((object) => at(object, 'comment.deleted') !== true)
          .map((object) => ({ ...key, ...rowOf(object) })),
      );
    }
    return rows;
  };
}

function within(
  list: 'reviewers' | 'participants',
  places: Readonly<Record<string, string>>,
): ChildCase['truth'] {
  return async (sandbox) => {
    const pulls = await read(sandbox, `${pullRequests}?${allStates}&fields=values.*,next`);
    return (pulls ?? []).flatMap((pull) =>
      (pull[list] as readonly Json[]).map((item) => ({
        PullRequestId: shown(pull['id']),
        PullRequestState: shown(pull['state']),
        ...pick(item, places),
      })),
    );
  };
}

const person = { UserUUID: 'uuid', UserDisplayName: 'display_name', UserNickname: 'nickname' };

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
  { table: 'PullRequestReviewers', truth: within('reviewers', person) },
  {
    table: 'PullRequestParticipants',
    truth: within('participants', {
      UserUUID: 'user.uuid',
      UserDisplayName: 'user.display_name',
      Role: 'role',
      Approved: 'approved',
      State: 'state',
    }),
  },
  { table: 'PullRequestActivity', truth: ofEach('activity', activityRow) },
  { table: 'PullRequestDiffStat', truth: ofEach('diffstat', diffStatRow) },
];
