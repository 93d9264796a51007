/**
 * The admin API, whole: every procedure with the schema of its input and output, every event with its
 * payload. Window and command line import this file and nothing else of the engine; the same contract runs
 * over a WebSocket (browser, command line) and over a MessagePort (desktop).
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
      how: z.enum(['pkexec', 'sudo', 'none']),
      /** For a terminal, where the engine cannot ask. */
      command: z.string(),
    })
    .optional(),
});
/** With `true` a change of the machine's own files asks for administrator rights. */
const elevate = z.boolean().optional();

const propertyType = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text') }),
  z.object({ kind: z.literal('secret') }),
  z.object({ kind: z.literal('url') }),
  z.object({ kind: z.literal('path') }),
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

export const property = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  type: propertyType,
  default: z.string(),
  category: z.enum(['Basic', 'Authentication', 'Schema', 'Performance', 'Network', 'Logging', 'Advanced']),
  sensitivity: z.enum(['none', 'private', 'secret']),
  when: z.object({ property: z.string(), oneOf: z.array(z.string()) }).optional(),
  required: z.boolean().optional(),
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
  writable: z.boolean(),
});

const testResult = z.object({
  ok: z.boolean(),
  /** One sentence: who is signed in and what is visible, or what failed. */
  message: z.string(),
  failure: failure.optional(),
  /** Empty where the credential does not say who it is. */
  account: z.string(),
  scopes: z.array(z.string()),
  workspaces: z.array(z.string()),
  notices: z.array(notice),
});

const signInState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('waiting'), authorizationUrl: z.string(), callbackUrl: z.string() }),
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

const empty = z.strictObject({});

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
      odbc: z.object({ registered: z.boolean(), library: z.string(), problems: z.array(z.string()) }),
    }),
  },
  /** A fresh address of the administrator for a browser, with its one-time code; empty without a window server. */
  'window.address': { input: empty, output: z.object({ url: z.string() }) },
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
    output: z.object({ entry: dsnEntry }),
  },
  'dsn.remove': { input: dsnKey.extend({ elevate }), output: empty },
  /** Values and secrets go along, the sign-in does not: its refresh token is good for one data source only. */
  'dsn.duplicate': {
    input: dsnKey.extend({ to: dsnKey, elevate }),
    output: z.object({ entry: dsnEntry }),
  },
  /** One data source of ours, or without a name all of a scope, as the text of a file; never secrets. */
  'dsn.export': {
    input: z.strictObject({ scope, name: z.string().optional() }),
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
    /** An empty path: where ODBC looks for data sources in files. */
    input: z.strictObject({ path: z.string() }),
    output: folderListing,
  },
  /** The folder where ODBC looks for a data source in a file that is named without a folder. */
  'fileDsn.setDirectory': { input: z.strictObject({ path: z.string(), elevate }), output: empty },
  /** Values that are not saved yet may be tested: they win over the DSN's. */
  'dsn.test': {
    input: dsnKey.extend({ values: dsnValues.optional(), secrets: secretValues.optional() }),
    output: testResult,
  },
  /** Makes the DSN `Sandbox` on the built-in offline Bitbucket, if it is not there yet. */
  'dsn.addSandbox': { input: empty, output: z.object({ entry: dsnEntry }) },
  /** Opens the callback listener; the caller opens the address in a browser. Progress comes as an event. */
  'signIn.start': {
    /** `listen` false: the answer will be pasted, so the callback's port is left alone. */
    input: dsnKey.extend({ listen: z.boolean().optional() }),
    output: z.object({ id: z.string(), authorizationUrl: z.string(), callbackUrl: z.string() }),
  },
  /** The code or the whole redirect address, when the browser ran on another machine. */
  'signIn.paste': { input: z.strictObject({ id: z.string(), text: z.string() }), output: empty },
  'signIn.cancel': { input: z.strictObject({ id: z.string() }), output: empty },
  'signIn.forget': { input: dsnKey, output: z.object({ hint: z.string() }) },
  /** Starts a statement. `limit` is the preview's own cap, apart from Max Rows; 0: none. */
  'query.open': {
    input: z.strictObject({ dsn: z.string(), sql: z.string(), limit: z.number().int().min(0) }),
    output: z.object({ id: z.string(), columns: z.array(resultColumn) }),
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
  /** Names for the editor's completion: schema, table, columns. */
  'catalog.names': {
    input: z.strictObject({ dsn: z.string() }),
    output: z.object({
      defaultSchema: z.string(),
      tables: z.array(z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) })),
    }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  'signIn.changed': z.object({ id: z.string(), state: signInState }),
  'dsn.changed': empty,
  'status.changed': empty,
} as const satisfies Record<string, z.ZodType>;

export type ProcedureName = keyof typeof procedures;
export type Input<P extends ProcedureName> = z.input<(typeof procedures)[P]['input']>;
export type Output<P extends ProcedureName> = z.output<(typeof procedures)[P]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

export type Property = z.output<typeof property>;
export type DsnEntry = z.output<typeof dsnEntry>;
export type DsnScope = z.output<typeof scope>;
export type Failure = z.output<typeof failure>;
export type FolderListing = z.output<typeof folderListing>;
export type ImportChoice = z.output<typeof importChoice>;
export type ImportItem = z.output<typeof importItem>;
export type AdminNotice = z.output<typeof notice>;
export type SignInState = z.output<typeof signInState>;
export type TestResult = z.output<typeof testResult>;
export type ResultColumn = z.output<typeof resultColumn>;

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
