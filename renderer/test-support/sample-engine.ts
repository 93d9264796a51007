/** The fake engine with a few data sources and properties of every kind, as most component tests need it. */
import {
  defaultSettings,
  type DsnEntry,
  type HealthFinding,
  type Output,
  type Property,
  type TestResult,
  type TreeTable,
} from '../../engine/admin/contract.ts';
import { managerAnswers } from './sample-manager.ts';
import { FakeEngine, type Handlers } from './fake-engine.ts';

const driver = 'Drawbridge ODBC Driver for Bitbucket';

export const sandbox: DsnEntry = {
  name: 'Sandbox',
  scope: 'user',
  driver,
  platform: '64-bit',
  description: 'Sample data',
  ours: true,
};
export const weekly: DsnEntry = { ...sandbox, name: 'Weekly', description: 'For the weekly report' };
export const foreign: DsnEntry = {
  name: 'Warehouse',
  scope: 'user',
  driver: 'Another Driver',
  platform: '64-bit',
  description: '',
  ours: false,
};

const basic = { category: 'Basic', sensitivity: 'none' } as const;
const authentication = { category: 'Authentication', default: '' } as const;

export const properties: Property[] = [
  { name: 'Workspace', label: 'Workspace', help: 'The slug.', type: { kind: 'text' }, default: '', ...basic },
  {
    name: 'MaxRows',
    label: 'Max Rows',
    help: 'The most rows a query returns.',
    type: { kind: 'integer', minimum: 0, maximum: 1000, unit: 'rows' },
    default: '0',
    ...basic,
  },
  {
    ...authentication,
    name: 'AuthScheme',
    label: 'Sign-in',
    help: 'How Bitbucket is told who you are.',
    type: {
      kind: 'choice',
      choices: [
        { value: 'OAuth', label: 'OAuth consumer' },
        { value: 'APIToken', label: 'API token' },
      ],
    },
    default: 'OAuth',
    sensitivity: 'none',
  },
  {
    ...authentication,
    name: 'OAuthClientSecret',
    label: 'Consumer secret',
    help: 'The Secret of the consumer.',
    type: { kind: 'secret' },
    sensitivity: 'secret',
    when: { property: 'AuthScheme', oneOf: ['OAuth'] },
  },
  {
    ...authentication,
    name: 'Email',
    label: 'Atlassian e-mail',
    help: 'The address of the account.',
    type: { kind: 'text' },
    sensitivity: 'private',
    when: { property: 'AuthScheme', oneOf: ['APIToken'] },
  },
  {
    name: 'ReadOnly',
    label: 'Read only',
    help: 'Refuse to change anything.',
    type: { kind: 'boolean' },
    default: 'true',
    category: 'Advanced',
    sensitivity: 'none',
  },
];

const pullRequests: TreeTable = {
  name: 'PullRequests',
  description: 'The pull requests of the repository.',
  columns: [
    { name: 'Id', type: 'BIGINT', nullable: false, description: 'The number of the pull request.' },
    { name: 'AuthorUUID', type: 'VARCHAR(64)', nullable: true, description: 'Who opened it.' },
  ],
  primaryKey: ['Id'],
  foreignKeys: [{ columns: ['AuthorUUID'], references: { table: 'Users', columns: ['UUID'] } }],
};

export const notChecked: HealthFinding = {
  state: 'not checked',
  tone: 'neutral',
  message: 'Nothing has used it yet.',
  mends: [{ action: 'check' }],
};

export const engineStatus: Output<'status.get'> = {
  version: '1.2.3',
  pid: 4711,
  runDir: '/run/drawbridge-test',
  port: 54330,
  startedAt: '2026-02-03T04:05:06Z',
  sessions: 1,
  runningStatements: 0,
  paused: false,
  odbc: { registered: true, library: '/opt/libdrawbridgeodbc.so', problems: [] },
};

export const passedTest: TestResult = {
  ok: true,
  message: 'Signed in as Ada Okafor; 12 repositories are visible.',
  account: 'Ada Okafor',
  credential: 'an access token',
  scopesKnown: true,
  callsLeft: null,
  needs: [],
  lacking: [{ scope: 'pipeline', reads: ['Pipelines'], writes: [], calls: ['RunPipeline'] }],
  scopes: ['account', 'repository'],
  workspaces: ['acme'],
  notices: [],
};

export const keyFile: Output<'vault.keys'>['keys'][number] = {
  id: 'key-file-1',
  keeper: 'key-file',
  file: '/home/ada/.config/drawbridge/vault.key',
  problem: null,
};

/** Remembers saved and removed data sources; every other answer can be replaced by `handlers`. */
export function sampleEngine(dsns: readonly DsnEntry[], handlers: Handlers = {}): FakeEngine {
  let entries = [...dsns];
  const find = (name: string) => {
    const entry = entries.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new Error(`The fake engine has no data source ${name}.`);
    return entry;
  };
  return new FakeEngine({
    'status.get': () => engineStatus,
    'settings.get': () => defaultSettings,
    'settings.set': ({ appearance = 'system' }) => ({ ...defaultSettings, appearance }),
    'quota.get': () => ({ quotas: [] }),
    'vault.keys': () => ({ keys: [keyFile] }),
    ...managerAnswers,
    'properties.list': () => ({ properties }),
    'dsn.list': () => ({ dsns: entries }),
    'health.list': () => ({
      dsns: entries
        .filter(({ ours }) => ours)
        .map(({ name, scope }) => ({ name, scope, findings: [notChecked] })),
    }),
    'dsn.get': ({ name }) => ({
      entry: find(name),
      values: { Workspace: 'acme' },
      secrets: ['OAuthClientSecret'],
      signedIn: false,
      notices: [],
    }),
    'dsn.save': ({ name, scope, description, previousName }) => {
      const entry = { ...sandbox, name, scope, description };
      entries = [...entries.filter((other) => other.name !== (previousName ?? name)), entry];
      return { entry };
    },
    'dsn.remove': ({ name }) => {
      entries = entries.filter((entry) => entry.name !== name);
      return {};
    },
    'catalog.schemas': ({ all }) => ({
      catalog: 'Bitbucket',
      defaultSchema: 'shop',
      schemas: [
        { name: 'shop', kind: all ? 'repository' : 'unknown' },
        { name: 'Information', kind: 'information' },
        ...(all ? [{ name: 'harbor-app', kind: 'repository' as const }] : []),
      ],
    }),
    'catalog.tables': ({ kind }) => ({ tables: kind === 'information' ? [] : [pullRequests] }),
    ...handlers,
  });
}
