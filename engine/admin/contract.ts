/**
 * The admin API, whole: every procedure with the schema of its input and output, every event with its
 * payload. Window and command line import this file and hardly anything else of the engine
 * (build/import-rules.ts); the same contract runs over a WebSocket (browser, command line) and over a
 * MessagePort (desktop).
 */
import { z } from 'zod';

z.config({ jitless: true });

const scope = z.enum(['user', 'system']);
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
});

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
  z.object({
    phase: z.literal('waiting'),
    authorizationUrl: z.string(),
    callbackUrl: z.string(),
    /** An answer with another state came back: it was refused, and waiting goes on. */
    strayAnswer: z.boolean().optional(),
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

/** What is edited, saved or not: its values win over the data source's, its secrets over the vault's. */
const dsnDraft = dsnKey.extend({ values: dsnValues.optional(), secrets: secretValues.optional() });

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
  'dsn.list': { input: empty, output: z.object({ dsns: z.array(dsnEntry) }) },
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
      notices: z.array(notice),
    }),
  },
  /** Creates, or changes (and renames) `previousName`. Fails with 42710 when the new name is taken. */
  'dsn.save': {
    input: dsnKey.extend({
      previousName: z.string().optional(),
      description: z.string(),
      values: dsnValues,
      secrets: secretValues,
    }),
    output: z.object({ entry: dsnEntry }),
  },
  'dsn.remove': { input: dsnKey, output: empty },
  /** Values that are not saved yet may be tested: they win over the DSN's. */
  'dsn.test': {
    input: dsnDraft,
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
export type AdminNotice = z.output<typeof notice>;
export type SignInState = z.output<typeof signInState>;
export type TestResult = z.output<typeof testResult>;
export type PermissionTopic = z.output<typeof permissionTopic>;
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
