/**
 * The admin API, whole: every procedure with the schema of its input and output, every event with its
 * payload. Window and command line import this file and hardly anything else of the engine
 * (build/import-rules.ts); the same contract runs over a WebSocket (browser, command line) and over a
 * MessagePort (desktop).
 */
import { z } from 'zod';

z.config({ jitless: true });

/** A data source in a file of its own (`file`) is named by the absolute path of that file. */
const scope = z.enum(['user', 'system', 'file']);
const dsnKey = z.strictObject({ name: z.string(), scope });
const dsnValues = z.record(z.string(), z.string());
/** Secret values on their way to the vault; null forgets one. They never come back. */
const secretValues = z.record(z.string(), z.string().nullable());

export const notice = z.object({ sqlState: z.string(), message: z.string(), hint: z.string().optional() });
export const failure = z.object({
  sqlState: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  detail: z.string().optional(),
  position: z.number().int().optional(),
  /** Present where administrator rights would help: the same call with `elevate` asks for them. */
  elevation: z
    .object({
      file: z.string(),
      /** What would change, with some lines around it; secret values are masked. */
      lines: z.array(z.object({ kind: z.enum(['added', 'removed', 'kept']), text: z.string() })),
      how: z.enum(['pkexec', 'sudo', 'uac', 'none', 'no program']),
      /** For a terminal, where the engine cannot ask. */
      command: z.string(),
      /** What becomes of the driver's library for every account besides. */
      library: z.object({ change: z.enum(['put', 'remove']), path: z.string() }).optional(),
    })
    .optional(),
});
/** With `true` a change of the machine's own files asks for administrator rights. */
const elevate = z.boolean().optional();

const propertyType = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text') }),
  z.object({ kind: z.literal('secret') }),
  z.object({ kind: z.literal('url') }),
  z.object({ kind: z.literal('path'), of: z.enum(['file', 'folder']) }),
  z.object({ kind: z.literal('boolean') }),
  z.object({
    kind: z.literal('integer'),
    minimum: z.number(),
    maximum: z.number(),
    unit: z.string().optional(),
  }),
  z.object({
    kind: z.literal('choice'),
    choices: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
]);

const category = z.enum([
  'Basic',
  'Authentication',
  'Schema',
  'Performance',
  'Network',
  'Logging',
  'Advanced',
]);

export const property = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  type: propertyType,
  default: z.string(),
  category,
  sensitivity: z.enum(['none', 'private', 'secret']),
  when: z.object({ property: z.string(), oneOf: z.array(z.string()) }).optional(),
  required: z.boolean().optional(),
  /** Of values that are taken, but hardly meant: they match `pattern`. */
  doubts: z.array(z.object({ pattern: z.string(), message: z.string(), hint: z.string() })).optional(),
});

const dsnEntry = dsnKey.extend({
  driver: z.string(),
  platform: z.string(),
  description: z.string(),
  /** Made for our driver; others are shown but never edited. */
  ours: z.boolean(),
});

const importChoice = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('skip') }),
  z.strictObject({ action: z.literal('replace') }),
  z.strictObject({ action: z.literal('rename'), to: z.string() }),
]);

const importItem = z.object({
  name: z.string(),
  description: z.string(),
  /** Who has the name already; another driver's data source is never replaced. */
  taken: z.enum(['no', 'ours', 'foreign']),
  /** A free name like it. */
  suggestion: z.string(),
  /** Why it cannot be imported under its own name; '' where it can. */
  problem: z.string(),
  outcome: z.enum(['create', 'replace', 'rename', 'skip']),
});

const folderListing = z.object({
  path: z.string(),
  /** '' at the top. */
  parent: z.string(),
  folders: z.array(z.object({ name: z.string(), path: z.string() })),
  /** Every file that is no data source. */
  files: z.array(z.object({ name: z.string(), path: z.string() })),
  /** The `.dsn` files. */
  dataSources: z.array(dsnEntry.extend({ file: z.string(), problem: z.string() })),
  /** Where ODBC looks. */
  defaultFolder: z.string(),
  /** Places to go to from anywhere. */
  known: z.array(z.object({ kind: z.enum(['default', 'home', 'system', 'root']), path: z.string() })),
  /** By this account, or with the rights of an administrator. */
  writable: z.boolean(),
});

const testResult = z.object({
  ok: z.boolean(),
  /** One sentence: who is signed in and what is visible, or what failed. */
  message: z.string(),
  failure: failure.optional(),
  /** Empty where the credential does not say who it is. */
  account: z.string(),
  /** By what it is signed in, such as `the API token of ada@example.com`. */
  credential: z.string(),
  /** Those that are granted, in the names of the credential's kind; empty as well where nobody knows them. */
  scopes: z.array(z.string()),
  scopesKnown: z.boolean(),
  /** Of the hour, as Bitbucket says it; null where it says nothing. */
  callsLeft: z.number().int().nullable(),
  /** What each table, write and procedure needs; `missing` is empty where the scopes are not known. */
  needs: z.array(
    z.object({
      name: z.string(),
      use: z.enum(['read', 'insert', 'update', 'delete', 'call']),
      scopes: z.array(z.string()),
      missing: z.array(z.string()),
    }),
  ),
  /** The same the other way round: what each scope that is missing keeps from being used. */
  lacking: z.array(
    z.object({
      scope: z.string(),
      /** Tables. */
      reads: z.array(z.string()),
      /** Tables that can be read, and in part not be written. */
      writes: z.array(z.string()),
      /** Procedures. */
      calls: z.array(z.string()),
    }),
  ),
  workspaces: z.array(z.string()),
  notices: z.array(notice),
});

/** Worst first. Good and not checked exclude each other; what other accounts lack is told beside them. */
const healthStateName = z.enum([
  'driver missing',
  'vault locked',
  'wrong values',
  'not signed in',
  'token expired',
  'unreachable',
  'check failed',
  'scope missing',
  'access denied',
  'secret in file',
  'good',
  'not checked',
  'other accounts',
]);

/** What mends a state. The first three are `health.mend`; the window does the others. */
const healthMend = z.discriminatedUnion('action', [
  z.object({ action: z.literal('installDriver') }),
  z.object({ action: z.literal('moveSecrets') }),
  z.object({ action: z.literal('removeValues'), names: z.array(z.string()) }),
  z.object({ action: z.literal('signIn'), again: z.boolean() }),
  /** The boxes to tick in Bitbucket's form of the consumer come first. */
  z.object({ action: z.literal('signInWithScopes'), boxes: z.array(z.string()) }),
  z.object({ action: z.literal('enterSecret'), what: z.enum(['token', 'consumer']) }),
  z.object({ action: z.literal('configure'), page: category }),
  z.object({ action: z.literal('check') }),
  /** `vault.startNew`, after a question. */
  z.object({ action: z.literal('startNewVault') }),
]);

const healthFinding = z.object({
  state: healthStateName,
  /** `bad`: it will not work. `warning`: parts of it will not, or something should be put right. */
  tone: z.enum(['bad', 'warning', 'neutral', 'good']),
  message: z.string(),
  hint: z.string().optional(),
  sqlState: z.string().optional(),
  /** ISO 8601: when it was found out; absent for what is so now. */
  at: z.string().optional(),
  /** The best first. */
  mends: z.array(healthMend),
});

const dsnHealth = dsnKey.extend({
  /** The first is the worst; never empty. */
  findings: z.array(healthFinding),
});

const signInState = z.discriminatedUnion('phase', [
  z.object({
    phase: z.literal('waiting'),
    authorizationUrl: z.string(),
    callbackUrl: z.string(),
    /** An answer with another state came back: it was refused, and waiting goes on. */
    strayAnswer: z.boolean().optional(),
    /** How long the engine still waits. */
    secondsLeft: z.number().int().optional(),
  }),
  z.object({ phase: z.literal('exchanging') }),
  z.object({
    phase: z.literal('done'),
    account: z.string(),
    scopes: z.array(z.string()),
    /** ISO 8601; when the access token ends. It is renewed before that. */
    expiresAt: z.string(),
  }),
  z.object({ phase: z.literal('failed'), failure }),
]);

/** A sign-in as it is kept; its tokens never leave the vault. */
const keptSignIn = z.object({
  account: z.string(),
  scopes: z.array(z.string()),
  /** Seconds until the access token ends. It is renewed before that. */
  expiresIn: z.number().int(),
});

/** What is edited, saved or not: its values win over the data source's, its secrets over the vault's. */
const dsnDraft = dsnKey.extend({ values: dsnValues.optional(), secrets: secretValues.optional() });

const vaultKeys = z.object({
  keys: z.array(
    z.object({
      id: z.string(),
      /** `key-file`, `key-store`, `passphrase`, `shared-key`, or one of a newer version. */
      keeper: z.string(),
      /** Of a key file and a shared key: where it lies. */
      file: z.string().nullable(),
      /** Why the engine cannot open it now; null where it can. */
      problem: z.string().nullable(),
    }),
  ),
});

const permission = z.object({
  /** A box in the form of an OAuth consumer, such as `Repositories: Read`. */
  box: z.string(),
  /** Of OAuth and of access tokens. */
  scope: z.string(),
  apiTokenScopes: z.array(z.string()),
});

const permissionTopic = z.object({
  id: z.string(),
  label: z.string(),
  read: permission,
  /** Absent where nothing can be written. */
  write: permission.optional(),
  always: z.boolean(),
});

const resultColumn = z.object({
  name: z.string(),
  /** PostgreSQL's name of the type, such as `bigint`. */
  type: z.string(),
  align: z.enum(['left', 'right']),
});

const queryStatistics = z.object({
  calls: z.number().int(),
  rows: z.number().int(),
  bytes: z.number().int(),
  milliseconds: z.number(),
});

/** Why a call was made. `schemas`: the list of schemas, which statements share. */
const callPurpose = z.enum(['statement', 'schemas', 'test', 'signIn', 'setup']);

const apiCall = z.object({
  /** Counts up from 1 with every call of the engine. */
  id: z.number().int(),
  /** ISO 8601. */
  startedAt: z.string(),
  method: z.string(),
  /** Path and query as they were sent; no credential is ever in it. */
  target: z.string(),
  /** null when there was no answer. */
  status: z.number().int().nullable(),
  milliseconds: z.number(),
  /** Length of the body as it was sent. */
  bytes: z.number().int(),
  /** 1 for the first. */
  attempt: z.number().int(),
  /** Its reader had enough, which is no failure. */
  cancelled: z.boolean(),
  /** What went wrong, in a sentence. */
  problem: z.string().nullable(),
  /** '' for a connection string without a data source. */
  dataSource: z.string(),
  purpose: callPurpose,
  statementId: z.number().int().nullable(),
});

const statement = z.object({
  /** QueryId of sys_queries. */
  id: z.number().int(),
  dataSource: z.string(),
  sql: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'closed']),
  rows: z.number().int(),
  /** null while it runs. */
  milliseconds: z.number().nullable(),
});

const quota = z.object({
  id: z.number().int(),
  /** The data sources whose credential it belongs to; empty for connection strings without one. */
  dataSources: z.array(z.string()),
  /** Calls of the last hour. */
  used: z.number().int(),
  /** HourlyBudget of the connection that came last. */
  budget: z.number().int(),
  overBudgetAllowed: z.boolean(),
  /** ISO 8601; since when calls are counted, where that is less than an hour. */
  since: z.string().nullable(),
  /** ISO 8601; when the oldest call of the last hour leaves it. */
  nextFreeAt: z.string().nullable(),
  /** ISO 8601; when one more call fits, where none fits now. */
  fitsAgainAt: z.string().nullable(),
  /** ISO 8601; until when no call starts, since Bitbucket asked for rest. */
  restUntil: z.string().nullable(),
  /** Calls in each of the last 60 minutes, the oldest minute first. */
  perMinute: z.array(z.number().int()).length(60),
  /** What Bitbucket itself said last; null where it says nothing, as with most credentials. */
  said: z
    .object({
      /** ISO 8601. */
      at: z.string(),
      limit: z.number().nullable(),
      remaining: z.number().nullable(),
      nearLimit: z.boolean().nullable(),
    })
    .nullable(),
});

/** What the window keeps between two starts. Each part has a default, so that a file of any age can be read. */
const settingsShape = {
  appearance: z.enum(['system', 'light', 'dark']),
  /** Folders that file dialogs offer first, the latest first. */
  recentFolders: z.array(z.string().max(4096)).max(10),
  /** The data source that Preview had last; null: none. */
  previewDataSource: z.string().max(255).nullable(),
  previewLimit: z.number().int().min(1).max(1_000_000),
  /** Width of Preview's tree in pixels; 0: as the window thinks best. */
  previewTreeWidth: z.number().int().min(0).max(4000),
  /** null: where there is room. */
  previewTreeShown: z.boolean().nullable(),
  /** On the desktop: closing the window leaves the engine running. */
  closeToTray: z.boolean(),
} as const;
const settings = z.strictObject(settingsShape);

const tableName = z.object({ schema: z.string(), table: z.string() });

const clientFile = z.object({
  kind: z.enum(['tds', 'tdc', 'pbids', 'odc', 'dqy']),
  title: z.string(),
  help: z.string(),
  /** How many tables are chosen for it. */
  tables: z.enum(['none', 'one', 'several']),
});

const clientGuide = z.object({
  id: z.string(),
  title: z.string(),
  /** `tested`: a test runs the texts as they are printed. `by hand`: somebody has run them. */
  trial: z.enum(['tested', 'by hand', 'untested']),
  steps: z.array(z.string()),
  texts: z.array(z.object({ title: z.string(), text: z.string() })),
  notes: z.array(z.string()),
  files: z.array(clientFile),
});

const pageCount = z.object({
  done: z.number().int(),
  /** null while it cannot be known. */
  expected: z.number().int().nullable(),
});

/** One scan of a statement, as the planner has it. */
const planScan = z.object({
  schema: z.string(),
  table: z.string(),
  endpoint: z.string(),
  sent: z.array(
    z.object({
      kind: z.enum([
        'driver',
        'parents',
        'path',
        'filter',
        'parameter',
        'sort',
        'fields',
        'count',
        'length',
        'stop',
      ]),
      name: z.string(),
      value: z.string(),
      /** The part of the statement that it comes from, or why it is sent. */
      from: z.string(),
    }),
  ),
  /** What runs in the engine, each with its reason. */
  local: z.array(z.object({ what: z.string(), why: z.string() })),
  /** `counted`: a number answers; `batches`: rows leave as pages arrive; `loaded`: all rows first. */
  execution: z.enum(['counted', 'batches', 'loaded']),
  /** null: not known beforehand; `callsDependOn` then says on what it depends. */
  estimatedCalls: z.number().int().nullable(),
  callsDependOn: z.string().optional(),
});

/** What a schema holds; `unknown`: only its name is known, until the schemas are listed. */
const schemaKind = z.enum(['information', 'project', 'repository', 'both', 'roll-up', 'unknown']);

const treeTable = z.object({
  name: z.string(),
  description: z.string(),
  /** Types as SQL spells them, such as `VARCHAR(255)`. */
  columns: z.array(
    z.object({ name: z.string(), type: z.string(), nullable: z.boolean(), description: z.string() }),
  ),
  primaryKey: z.array(z.string()),
  foreignKeys: z.array(
    z.object({
      columns: z.array(z.string()),
      references: z.object({ table: z.string(), columns: z.array(z.string()) }),
    }),
  ),
});

const empty = z.strictObject({});

const odbcDriver = z.object({
  name: z.string(),
  /** '' for what the library's file does not tell; so for company, date and platform. */
  version: z.string(),
  company: z.string(),
  library: z.string(),
  /** ISO 8601. */
  date: z.string(),
  platform: z.string(),
  scope,
  /** The odbcinst.ini that names it. */
  file: z.string(),
  ours: z.boolean(),
  /** The library is not there. */
  missing: z.boolean(),
  /** The system's file has the same name, and wins. */
  hidden: z.boolean(),
});

const managerKind = z.enum(['unixODBC', 'Windows']);

const tracing = z.object({
  manager: managerKind,
  on: z.boolean(),
  machineWide: z.boolean(),
  path: z.string(),
  /** The odbcinst.ini that decides; '' when none does. */
  file: z.string(),
  /** Of the trace, in bytes; null when there is none. */
  size: z.number().nullable(),
  /** The system's odbcinst.ini, where it keeps a user's own tracing from having an effect. */
  hiddenBy: z.string(),
});

/** Seconds that an unused connection stays; `none`: not pooled. */
const poolTimeout = z.union([z.number(), z.literal('none')]);

const pooling = z.object({
  /** On Windows each driver alone decides, and `on` stays true. */
  manager: managerKind,
  on: z.boolean(),
  file: z.string(),
  scope,
  drivers: z.array(z.object({ name: z.string(), timeout: poolTimeout, scope, file: z.string() })),
});

const logPlace = {
  id: z.number().int(),
  /** ISO 8601. */
  at: z.string(),
  /** '' for what no single session did. */
  session: z.string(),
};
const told = { sqlState: z.string(), message: z.string(), hint: z.string().optional() };
/** A line of a connection's log file says the same. */
export const logEntry = z.discriminatedUnion('kind', [
  z.object({ ...logPlace, kind: z.literal('error'), ...told, statement: z.string() }),
  z.object({
    ...logPlace,
    kind: z.literal('statement'),
    statement: z.string(),
    commandTag: z.string(),
    milliseconds: z.number(),
  }),
  z.object({
    ...logPlace,
    kind: z.literal('call'),
    method: z.string(),
    target: z.string(),
    status: z.number().nullable(),
    milliseconds: z.number(),
    bytes: z.number(),
    attempt: z.number(),
  }),
  z.object({ ...logPlace, kind: z.literal('notice'), ...told }),
  z.object({ ...logPlace, kind: z.literal('session'), event: z.enum(['opened', 'closed']) }),
]);

export const procedures = {
  /** The engine's state, for the status line. */
  'status.get': {
    input: empty,
    output: z.object({
      version: z.string(),
      pid: z.number().int(),
      runDir: z.string(),
      port: z.number().int(),
      startedAt: z.string(),
      sessions: z.number().int(),
      runningStatements: z.number().int(),
      /** Takes no new work: connections and statements that read from Bitbucket are refused with 57P03. */
      paused: z.boolean(),
      odbc: z.object({ registered: z.boolean(), library: z.string(), problems: z.array(z.string()) }),
    }),
  },
  /** Running statements go on; new ones that read from Bitbucket, and new connections, are refused with 57P03. */
  'engine.pause': { input: empty, output: empty },
  'engine.resume': { input: empty, output: empty },
  /** As SIGTERM does: no new statements, running ones get their time. 55000 where the engine is the desktop's own. */
  'engine.stop': { input: empty, output: empty },
  /** The latest API calls, the oldest first. From here on `requests.added` tells what is new until the caller goes. */
  'requests.list': {
    /** Calls after the one with this id; 0: all that are kept. */
    input: z.strictObject({ after: z.number().int().min(0) }),
    output: z.object({ calls: z.array(apiCall), statements: z.array(statement) }),
  },
  /** The quotas that were touched in the last hour, the fullest first. */
  'quota.get': { input: empty, output: z.object({ quotas: z.array(quota) }) },
  'settings.get': { input: empty, output: settings },
  /** What is not named stays. */
  'settings.set': { input: settings.partial(), output: settings },
  /** A fresh address of the administrator for a browser, with its one-time code; empty without a window server. */
  'window.address': { input: empty, output: z.object({ url: z.string() }) },
  'driver.list': { input: empty, output: z.object({ drivers: z.array(odbcDriver) }) },
  /** Registers the ODBC driver, or repairs its registration; `system`: for every account. */
  'driver.install': {
    input: z.strictObject({ system: z.boolean(), elevate }),
    output: z.object({ library: z.string(), file: z.string() }),
  },
  'driver.uninstall': { input: z.strictObject({ system: z.boolean(), elevate }), output: empty },
  'tracing.get': { input: empty, output: tracing },
  'tracing.set': {
    input: z.strictObject({ on: z.boolean(), machineWide: z.boolean(), path: z.string(), elevate }),
    output: tracing,
  },
  /** The last lines of the trace, without secrets; '' when there is none. */
  'tracing.tail': { input: empty, output: z.object({ path: z.string(), text: z.string() }) },
  'pooling.get': { input: empty, output: pooling },
  /** Drivers that are not named stay as they are. */
  'pooling.set': {
    input: z.strictObject({
      on: z.boolean(),
      drivers: z.array(z.strictObject({ name: z.string(), timeout: poolTimeout })),
      elevate,
    }),
    output: pooling,
  },
  /** The core parts, for support. */
  'about.parts': {
    input: empty,
    output: z.object({
      parts: z.array(z.object({ description: z.string(), version: z.string(), file: z.string() })),
    }),
  },
  /** The latest entries of the engine's own log, the oldest first; those up to `after` are left out. */
  'log.list': {
    input: z.strictObject({ after: z.number().int().optional() }),
    output: z.object({ entries: z.array(logEntry), capacity: z.number().int() }),
  },
  'properties.list': { input: empty, output: z.object({ properties: z.array(property) }) },
  /** User and System data sources; those in files are listed by folder. */
  'dsn.list': {
    input: empty,
    output: z.object({
      dsns: z.array(dsnEntry),
      /** Lines of the ini files that ODBC does not understand, so that a data source may be missing. */
      problems: z.array(notice.extend({ scope })).optional(),
    }),
  },
  'dsn.get': {
    input: dsnKey,
    output: z.object({
      entry: dsnEntry,
      /** Without secrets. */
      values: dsnValues,
      /** Names of the secret properties that the vault holds. */
      secrets: z.array(z.string()),
      /** Whether a sign-in is kept for this DSN. */
      signedIn: z.boolean(),
      /** Stands for what was read; `dsn.save` takes it to notice a change that came between. */
      revision: z.string().optional(),
      notices: z.array(notice),
    }),
  },
  /**
   * Creates, or changes (and renames) `previousName`. Fails with 42710 when the new name is taken, and with 40001
   * when the data source is no longer what `revision` stands for.
   */
  'dsn.save': {
    input: dsnKey.extend({
      previousName: z.string().optional(),
      revision: z.string().optional(),
      elevate,
      description: z.string(),
      values: dsnValues,
      secrets: secretValues,
    }),
    /** `notices`: what can be doubted of what was given. */
    output: z.object({ entry: dsnEntry, notices: z.array(notice).optional() }),
  },
  'dsn.remove': { input: dsnKey.extend({ elevate }), output: empty },
  /** Values and secrets go along, the sign-in does not: its refresh token is good for one data source only. */
  'dsn.duplicate': {
    input: dsnKey.extend({ to: dsnKey, elevate }),
    output: z.object({ entry: dsnEntry }),
  },
  /**
   * One data source of ours, or without a name all of a scope, as the text of a file; never secrets. Of those in files
   * all in `folder`, else in the one where ODBC looks; they are called as their files without `.dsn`.
   */
  'dsn.export': {
    input: z.strictObject({ scope, name: z.string().optional(), folder: z.string().optional() }),
    output: z.object({ text: z.string(), count: z.number().int() }),
  },
  /** Adds the data sources of such a text: all of them or none. With `look` it only says what would be done. */
  'dsn.import': {
    input: z.strictObject({
      scope: z.enum(['user', 'system']),
      text: z.string(),
      look: z.boolean(),
      /** What to do with a name that is taken, by that name. Without a choice the import fails with 42710. */
      choices: z.record(z.string(), importChoice),
      elevate,
    }),
    output: z.object({ items: z.array(importItem) }),
  },
  /** One folder of the engine's machine: for any Browse, and for the data sources in files. */
  'folder.list': {
    /** '': where ODBC looks for data sources in files; '~': the home folder. */
    input: z.strictObject({ path: z.string() }),
    output: folderListing,
  },
  /** The folder where ODBC looks for a data source in a file that is named without a folder. */
  'fileDsn.setDirectory': { input: z.strictObject({ path: z.string(), elevate }), output: empty },
  /** Values that are not saved yet may be tested: they win over the DSN's. */
  'dsn.test': {
    input: dsnDraft,
    output: testResult,
  },
  /**
   * Of every User and System data source of ours, and of those in `files` (absolute paths): from local facts and from
   * what clients met lately. Calls nobody.
   */
  'health.list': {
    input: z.strictObject({ files: z.array(z.string()).optional() }),
    output: z.object({ dsns: z.array(dsnHealth) }),
  },
  /** Tests the connections as they are saved, a few at a time; `health.changed` tells of each. */
  'health.check': {
    input: z.strictObject({ dsns: z.array(dsnKey) }),
    output: z.object({ dsns: z.array(dsnHealth) }),
  },
  /** What the engine can put right by itself; answers with how the data source is then. */
  'health.mend': {
    input: dsnKey.extend({ action: z.enum(['installDriver', 'moveSecrets', 'removeValues']), elevate }),
    output: dsnHealth,
  },
  /** What opens the vault; nothing where there is none yet. Opens it with each of them, and shows none. */
  'vault.keys': { input: empty, output: vaultKeys },
  /**
   * One more key. 55000: the vault has it, or only the window reaches that key store; 22023: a passphrase that is too
   * short, a file that is inside the vault's folder or open to others.
   */
  'vault.addKey': {
    input: z.discriminatedUnion('keeper', [
      z.strictObject({ keeper: z.enum(['key-file', 'key-store']) }),
      z.strictObject({ keeper: z.literal('passphrase'), passphrase: z.string() }),
      z.strictObject({ keeper: z.literal('shared-key'), file: z.string() }),
    ]),
    output: vaultKeys,
  },
  /** One key less, by its id or its kind; the vault gets a new data key. 55000: the last one, or a staying one is out of reach. */
  'vault.removeKey': { input: z.strictObject({ key: z.string() }), output: vaultKeys },
  /**
   * Sets a vault that cannot be opened aside, so that a new one begins with the next secret. All secrets and sign-ins of
   * this account are then gone until the old file is put back. Fails with 55000 where the vault opens.
   */
  'vault.startNew': {
    input: empty,
    output: z.object({
      /** Where the old file is kept. */
      aside: z.string(),
    }),
  },
  /** Makes the DSN `Sandbox` on the built-in offline Bitbucket, if it is not there yet. */
  'dsn.addSandbox': { input: empty, output: z.object({ entry: dsnEntry }) },
  /** Opens the callback listener; the caller opens the address in a browser. Progress comes as an event. */
  'signIn.start': {
    /**
     * `listen` false: the answer will be pasted, so the callback's port is left alone. Absent: so it is where CallbackURL
     * is the address of another site.
     */
    input: dsnKey.extend({ listen: z.boolean().optional() }),
    output: z.object({
      id: z.string(),
      authorizationUrl: z.string(),
      callbackUrl: z.string(),
      secondsLeft: z.number().int().optional(),
    }),
  },
  /** The code or the whole redirect address, when the browser ran on another machine. */
  'signIn.paste': { input: z.strictObject({ id: z.string(), text: z.string() }), output: empty },
  /** The address of the consent page for an application that receives the code at its own address. Makes no call. */
  'signIn.authorizationUrl': {
    input: dsnKey.extend({
      /** Absent: the property CallbackURL. */
      callbackUrl: z.string().optional(),
      state: z.string().optional(),
      /** Absent: all of the consumer. */
      scopes: z.array(z.string()).optional(),
    }),
    output: z.object({ url: z.string() }),
  },
  /** Exchanges the code that such an application was sent, and keeps the sign-in in the vault. */
  'signIn.exchange': {
    input: dsnKey.extend({
      /** The code, or the whole address that the browser was sent to; absent: the property OAuthVerifier. */
      verifier: z.string().optional(),
      callbackUrl: z.string().optional(),
      /** Compared with the state in that address. */
      state: z.string().optional(),
    }),
    output: keptSignIn,
  },
  /** Renews the sign-in of the vault now. */
  'signIn.refresh': { input: dsnKey, output: keptSignIn },
  /** The sign-in as a text that the passphrase protects; it works in one place only, since refresh tokens rotate. */
  'signIn.export': {
    input: dsnKey.extend({ passphrase: z.string() }),
    output: z.object({ bundle: z.string() }),
  },
  /** Puts such a sign-in into the vault, and the consumer's secret with it where the data source has none. */
  'signIn.import': {
    input: dsnKey.extend({ passphrase: z.string(), bundle: z.string() }),
    output: z.object({ account: z.string(), scopes: z.array(z.string()) }),
  },
  'signIn.cancel': { input: z.strictObject({ id: z.string() }), output: empty },
  /** The sign-in is forgotten here only. */
  'signIn.forget': {
    input: dsnKey,
    output: z.object({
      /** How the access is taken back at Bitbucket, and the consumer ended. */
      hint: z.string(),
      /** Where it is taken back. */
      page: z.string(),
    }),
  },
  /** Slugs of the workspaces that the credential can reach. Asks Bitbucket. */
  'dsn.workspaces': { input: dsnDraft, output: z.object({ workspaces: z.array(z.string()) }) },
  /** What the property Schema can name in the draft's workspace. Asks Bitbucket. */
  'dsn.schemas': {
    input: dsnDraft,
    output: z.object({
      schemas: z.array(
        z.object({
          name: z.string(),
          kind: z.enum(['information', 'project', 'repository', 'roll-up']),
          /** The name of a project, which says more than its key; '' for the others. */
          title: z.string(),
        }),
      ),
    }),
  },
  /** Whether the browser could come back to this address. Fails with 22023 where it is not on this computer. */
  'callback.check': {
    input: z.strictObject({ callbackUrl: z.string() }),
    output: z.object({
      port: z.number().int(),
      /** Null: free on IPv4 and IPv6. */
      problem: failure.nullable(),
      /** The address with a port that is free; null where there is no need or none was found. */
      suggestion: z.string().nullable(),
    }),
  },
  /** What people want to read or write, and what they have to allow for it in Bitbucket. */
  'permissions.list': { input: empty, output: z.object({ topics: z.array(permissionTopic) }) },
  /** Starts a statement. `limit` is the preview's own cap, apart from Max Rows; 0: none. */
  'query.open': {
    input: z.strictObject({
      dsn: z.string(),
      sql: z.string(),
      limit: z.number().int().min(0),
      /** By which its progress is told; without it by the id of the answer, which may be long in coming. */
      progressId: z.string().max(100).optional(),
    }),
    output: z.object({
      id: z.string(),
      columns: z.array(resultColumn),
      /** By which `requests.list` tells its API calls; absent for a statement that makes none, such as SET. */
      statementId: z.number().int().optional(),
    }),
  },
  /** The next rows as text; answers as soon as there is at least one row, or the end. */
  'query.fetch': {
    input: z.strictObject({ id: z.string(), rows: z.number().int().min(1).max(5000) }),
    output: z.object({
      rows: z.array(z.array(z.string().nullable())),
      done: z.boolean(),
      /** True once Max Rows or the preview's limit has cut the result. */
      cut: z.boolean(),
      commandTag: z.string(),
      notices: z.array(notice),
      statistics: queryStatistics,
    }),
  },
  'query.cancel': { input: z.strictObject({ id: z.string() }), output: empty },
  'query.close': { input: z.strictObject({ id: z.string() }), output: empty },
  /** What the statement would ask of Bitbucket, one entry for each table that it reads. Makes no call. */
  'query.plan': {
    input: z.strictObject({ dsn: z.string(), sql: z.string(), limit: z.number().int().min(0) }),
    output: z.object({ scans: z.array(planScan) }),
  },
  /** How applications connect to a data source, and the tables that files can be made for. Never with a secret. */
  'connect.guides': {
    input: dsnKey,
    output: z.object({
      guides: z.array(clientGuide),
      /** Of one repository, whose schema is '' while none is named, and of `Information`. */
      tables: z.array(tableName.extend({ description: z.string() })),
    }),
  },
  /** A file for an application. The schema of a table may be left empty where the table's name is enough. */
  'connect.file': {
    input: dsnKey.extend({ kind: clientFile.shape.kind, tables: z.array(z.strictObject(tableName.shape)) }),
    output: z.object({
      /** Without folders. */
      name: z.string(),
      mediaType: z.string(),
      /** The content in base64. */
      content: z.string(),
      notes: z.array(z.string()),
    }),
  },
  /** `all` asks Bitbucket where its list is not kept; without it no call is made, and only some are known. */
  'catalog.schemas': {
    input: z.strictObject({ dsn: z.string(), all: z.boolean() }),
    output: z.object({
      catalog: z.string(),
      defaultSchema: z.string(),
      schemas: z.array(z.object({ name: z.string(), kind: schemaKind })),
    }),
  },
  /** The tables of schemas of that kind, which the model knows without a call. */
  'catalog.tables': {
    input: z.strictObject({ kind: schemaKind }),
    output: z.object({ tables: z.array(treeTable) }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  /** How far an open query has come; at most five times a second for each, and only to who opened it. */
  'query.progress': queryStatistics.extend({
    id: z.string(),
    pages: pageCount,
    /** What is left of the hourly budget of API calls. */
    callsLeft: z.number().int(),
    /** ISO 8601; until when calls wait, where Bitbucket has asked for it. */
    restUntil: z.string().nullable(),
  }),
  'signIn.changed': z.object({ id: z.string(), state: signInState }),
  'dsn.changed': empty,
  'health.changed': empty,
  'status.changed': empty,
  /** New calls, and the statements that they belong to or that have changed; a few times a second at most. */
  'requests.added': z.object({ calls: z.array(apiCall), statements: z.array(statement) }),
  'quota.changed': z.object({ quotas: z.array(quota) }),
  'settings.changed': settings,
  /** Drivers, tracing or pooling were changed by somebody. */
  'manager.changed': empty,
  /** What was logged since the last one, a few times a second; `missed` says that more was than fits. */
  'log.added': z.object({ entries: z.array(logEntry), missed: z.boolean() }),
} as const satisfies Record<string, z.ZodType>;

export type ProcedureName = keyof typeof procedures;
export type Input<P extends ProcedureName> = z.input<(typeof procedures)[P]['input']>;
export type Output<P extends ProcedureName> = z.output<(typeof procedures)[P]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

export type Property = z.output<typeof property>;
export type DsnEntry = z.output<typeof dsnEntry>;
export type DsnScope = z.output<typeof scope>;
/** A data source of the machine's lists, which are no files of their own. */
export type MachineScope = Exclude<DsnScope, 'file'>;
export type Failure = z.output<typeof failure>;
export type FolderListing = z.output<typeof folderListing>;
export type ImportChoice = z.output<typeof importChoice>;
export type ImportItem = z.output<typeof importItem>;
export type AdminNotice = z.output<typeof notice>;
export type SignInState = z.output<typeof signInState>;
export type TestResult = z.output<typeof testResult>;
export type OdbcDriver = z.output<typeof odbcDriver>;
export type Tracing = z.output<typeof tracing>;
export type Pooling = z.output<typeof pooling>;
export type PoolTimeout = z.output<typeof poolTimeout>;
export type LogEntry = z.output<typeof logEntry>;
export type DsnHealth = z.output<typeof dsnHealth>;
export type HealthFinding = z.output<typeof healthFinding>;
export type HealthMend = z.output<typeof healthMend>;
export type HealthStateName = z.output<typeof healthStateName>;
export type PermissionTopic = z.output<typeof permissionTopic>;
export type ResultColumn = z.output<typeof resultColumn>;
export type ApiCall = z.output<typeof apiCall>;
export type StatementInfo = z.output<typeof statement>;
export type Quota = z.output<typeof quota>;
export type Settings = z.output<typeof settings>;
export const defaultSettings: Settings = Object.freeze({
  appearance: 'system',
  recentFolders: [],
  previewDataSource: null,
  previewLimit: 1000,
  previewTreeWidth: 0,
  previewTreeShown: null,
  closeToTray: true,
});
/** Settings from wherever they were kept: a part that is missing or wrong gets its default. */
export function readSettings(kept: unknown): Settings {
  const object = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  const entries = Object.entries(settingsShape).map(([name, schema]) => {
    const part = schema.safeParse(object[name]);
    return [name, part.success ? part.data : defaultSettings[name as keyof Settings]];
  });
  // Each part has just been checked against its own schema.
  return Object.fromEntries(entries) as Settings;
}
export type SettingsChange = Partial<Settings>;
export type ClientGuide = z.output<typeof clientGuide>;
export type ClientFile = z.output<typeof clientFile>;
export type TableName = z.output<typeof tableName>;
export type PlanScan = z.output<typeof planScan>;
export type SchemaKind = z.output<typeof schemaKind>;
export type TreeTable = z.output<typeof treeTable>;

/** What travels on every transport. A reply or a cancel names the request's id. */
export type ClientMessage =
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly procedure: ProcedureName;
      readonly input: unknown;
    }
  | { readonly kind: 'cancel'; readonly id: number };

export type ServerMessage =
  | { readonly kind: 'result'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'event'; readonly event: EventName; readonly payload: unknown };
