/** Objects in all the shapes that Bitbucket has been seen to send: less than its documents promise, and more. */
import { describe, expect, it } from 'vitest';
import { parseJson } from '../bitbucket/json.ts';
import { findTable } from '../catalog/tables.ts';
import type { CellValue } from '../catalog/table.ts';
import { rowDecoder } from './row-decoder.ts';

function row(name: string, object: unknown): Readonly<Record<string, CellValue>> {
  const table = findTable(name);
  if (table === undefined) throw new Error(`There is no table ${name}`);
  const names = table.columns.map((column) => column.name);
  const { values } = rowDecoder(table, names).decode([parseJson(JSON.stringify(object))], new Map());
  return Object.fromEntries(names.map((column, index) => [column, values[index]?.[0] ?? null]));
}

const at = (text: string): bigint => BigInt(Date.parse(text)) * 1000n;

const marta = {
  type: 'user',
  display_name: 'Marta Vogel',
  uuid: '{0f1c3f2e-7a51-4c56-9d9e-2f62a6a3b001}',
  account_id: '557058:0f1c3f2e',
  nickname: 'marta',
};
const pier = {
  type: 'repository',
  full_name: 'quay/pier',
  name: 'Pier',
  uuid: '{aaaa0000-1111-4222-8333-444455556666}',
};

describe('a pull request', () => {
  const pull = {
    type: 'pullrequest',
    id: 12,
    title: 'Raise the jetty',
    description: 'By a foot',
    summary: { type: 'rendered', raw: 'By a foot', markup: 'markdown', html: '<p>By a foot</p>' },
    state: 'OPEN',
    draft: true,
    author: marta,
    source: { branch: { name: 'jetty' }, commit: { hash: 'd3022fc0ca3d', type: 'commit' }, repository: pier },
    destination: {
      branch: { name: 'main' },
      commit: { hash: 'ce5965ddd289', type: 'commit' },
      repository: pier,
    },
    merge_commit: null,
    closed_by: null,
    reason: '',
    comment_count: 3,
    task_count: 0,
    close_source_branch: false,
    created_on: '2026-02-03T04:05:06.123456+00:00',
    updated_on: '2026-02-03T04:05:06+00:00',
    links: { html: { href: 'https://bitbucket.example/quay/pier/pull-requests/12' } },
  };

  it('is read whole', () => {
    expect(row('PullRequests', pull)).toMatchObject({
      Id: 12n,
      IsDraft: true,
      AuthorUUID: marta.uuid,
      SourceBranchName: 'jetty',
      SourceCommitHash: 'd3022fc0ca3d',
      DestinationRepositoryName: 'Pier',
      MergeCommitHash: null,
      Reason: '',
      CommentCount: 3,
      CreatedOn: at('2026-02-03T04:05:06.123Z') + 456n,
      WebURL: 'https://bitbucket.example/quay/pier/pull-requests/12',
    });
  });

  it('may come from a fork that was deleted, by an account that was deleted', () => {
    const orphan = {
      ...pull,
      author: null,
      source: { branch: { name: 'jetty' }, commit: null, repository: null },
    };
    expect(row('PullRequests', orphan)).toMatchObject({
      AuthorUUID: null,
      AuthorDisplayName: null,
      SourceRepositoryUUID: null,
      SourceRepositoryName: null,
      SourceCommitHash: null,
      SourceBranchName: 'jetty',
    });
  });

  it('may have an author without an Atlassian account, and lists only where they were asked for', () => {
    const byProgram = {
      ...pull,
      author: { type: 'team', display_name: 'Quay', uuid: '{q}' },
      reviewers: [marta],
    };
    expect(row('PullRequests', byProgram)).toMatchObject({
      AuthorUUID: '{q}',
      AuthorAccountId: null,
      Reviewers: JSON.stringify([marta]),
      Participants: null,
    });
  });

  it('may be all but empty', () => {
    expect(row('PullRequests', { type: 'pullrequest', id: 12, source: null, destination: {} })).toMatchObject(
      {
        Id: 12n,
        Title: null,
        SourceBranchName: null,
        DestinationCommitHash: null,
      },
    );
  });
});

describe('a pipeline', () => {
  const run = {
    type: 'pipeline',
    uuid: '{bbbb0000-1111-4222-8333-444455556666}',
    build_number: 7,
    created_on: '2026-03-01T10:00:00.123456789Z',
  };

  it.each([
    [{ name: 'PENDING', type: 'pipeline_state_pending' }, ['PENDING', null, null]],
    [{ name: 'PENDING', stage: { name: 'PAUSED' } }, ['PENDING', null, 'PAUSED']],
    [{ name: 'IN_PROGRESS', stage: { name: 'RUNNING' } }, ['IN_PROGRESS', null, 'RUNNING']],
    [
      { name: 'COMPLETED', result: { name: 'FAILED', error: { key: 'plan', message: 'No such image' } } },
      ['COMPLETED', 'FAILED', null],
    ],
    [null, [null, null, null]],
  ])('may be in the state %j', (state, expected) => {
    const { StateName, StateResultName, StateStageName } = row('Pipelines', { ...run, state });
    expect([StateName, StateResultName, StateStageName]).toEqual(expected);
  });

  it('writes times to the nanosecond, and none while it goes on', () => {
    expect(row('Pipelines', { ...run, completed_on: null })).toMatchObject({
      CreatedOn: at('2026-03-01T10:00:00.123Z') + 456n,
      CompletedOn: null,
      DurationInSeconds: null,
    });
  });

  it('may have built a branch, a commit or a pull request, started by nobody', () => {
    const commit = { type: 'commit', hash: 'ce5965ddd289' };
    const branch = { type: 'pipeline_ref_target', ref_type: 'branch', ref_name: 'main', commit: null };
    expect(row('Pipelines', { ...run, target: branch, creator: null, trigger: {} })).toMatchObject({
      TargetRefName: 'main',
      TargetCommitHash: null,
      CreatorUUID: null,
      TriggerName: null,
    });
    const pull = { type: 'pipeline_pullrequest_target', pullrequest: { id: 12 }, commit, source: 'jetty' };
    expect(row('Pipelines', { ...run, target: pull })).toMatchObject({
      TargetType: 'pipeline_pullrequest_target',
      TargetRefName: null,
      TargetCommitHash: 'ce5965ddd289',
      TargetPullRequestId: 12n,
    });
  });
});

describe('a commit', () => {
  it('keeps its author’s offset, and may have an author without an account', () => {
    const commit = {
      type: 'commit',
      hash: 'ce5965ddd289aaaabbbbccccddddeeeeffff0000',
      date: '2026-01-02T03:04:05+05:45',
      author: { type: 'author', raw: 'Marta <marta@localhost>' },
      message: 'Jetty\n',
      parents: [],
    };
    expect(row('Commits', commit)).toMatchObject({
      Date: at('2026-01-01T21:19:05Z'),
      AuthorRaw: 'Marta <marta@localhost>',
      AuthorUUID: null,
      Parents: '[]',
      RepositoryUUID: null,
    });
  });
});

describe('a tag', () => {
  it('may be lightweight, with a target that has no repository', () => {
    const target = {
      type: 'commit',
      hash: 'ce5965ddd289',
      date: '2026-01-02T03:04:05+00:00',
      author: { raw: '' },
    };
    const tag = { type: 'tag', name: 'v1', date: null, message: null, tagger: null, target };
    expect(row('Tags', tag)).toMatchObject({
      Date: null,
      TaggerRaw: null,
      TaggerUUID: null,
      TargetAuthorRaw: '',
      TargetRepositoryName: null,
    });
  });
});

describe('a comment', () => {
  it('may be deleted, by a deleted account, or on a file', () => {
    const comment = { type: 'pullrequest_comment', id: 5, deleted: true, content: { raw: '' }, user: null };
    expect(row('PullRequestComments', comment)).toMatchObject({
      Deleted: true,
      ContentRaw: '',
      UserUUID: null,
      ParentId: null,
      InlinePath: null,
    });
    const inline = { path: 'src/piér.ts', from: null, to: 4, start_to: 2, outdated: true };
    expect(
      row('PullRequestComments', { ...comment, content: null, parent: { id: 4 }, inline }),
    ).toMatchObject({
      ContentRaw: null,
      ParentId: 4n,
      InlinePath: 'src/piér.ts',
      InlineFrom: null,
      InlineTo: 4,
    });
  });
});

describe('a repository', () => {
  it('may be empty, of nobody’s, in no project and no fork', () => {
    const { uuid, name, full_name } = pier;
    const bare = {
      uuid,
      name,
      full_name,
      slug: 'pier',
      mainbranch: null,
      project: null,
      owner: null,
      parent: null,
    };
    expect(row('Repositories', bare)).toMatchObject({
      Slug: 'pier',
      MainBranchName: null,
      ProjectKey: null,
      OwnerUUID: null,
      ParentUUID: null,
      IsPrivate: null,
    });
  });
});

describe('a member of the workspace', () => {
  it('may be a program, or show next to nothing', () => {
    const program = { type: 'app_user', display_name: 'Deploy key', uuid: '{k}' };
    expect(row('Users', { user: program })).toMatchObject({ AccountType: 'app_user', AccountId: null });
    expect(row('Users', { user: { uuid: '{k}' } })).toMatchObject({ UUID: '{k}', DisplayName: null });
  });
});

describe('a workspace', () => {
  it('may be listed without saying who administers it', () => {
    const workspace = { slug: 'quay', uuid: '{w}' };
    expect(row('Workspaces', { permission: 'member', workspace })).toEqual({
      UUID: '{w}',
      Slug: 'quay',
      IsAdministrator: null,
    });
  });
});
