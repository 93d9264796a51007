/**
 * Test Connection: who is signed in, by what, what is visible and what the scopes allow. It does not depend on `/user`,
 * which access tokens may not be allowed to read: the workspace that the DSN names, or the repository that its Schema
 * names, is what has to answer.
 */
import type { ApiAttempt, CallContext } from '../../bitbucket/api-attempt.ts';
import { BitbucketError } from '../../bitbucket/bitbucket-error.ts';
import type { BitbucketClient } from '../../bitbucket/client.ts';
import { informationSchema, isRollUp } from '../../catalog/schema-name.ts';
import type { ConnectionProperties } from '../../dsn/connection-properties.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState, type Notice } from '../../error.ts';
import type { TestResult } from '../contract.ts';
import { failureOf } from '../dispatcher.ts';
import { credentialName } from './credential-name.ts';
import { scopeNeeds } from './scope-needs.ts';

export interface TestSubject {
  readonly client: BitbucketClient;
  readonly properties: Pick<
    ConnectionProperties,
    'AuthScheme' | 'OAuthClientId' | 'Email' | 'Workspace' | 'Schema'
  >;
  /** Of the sign-in in the vault, as it is after the calls; null: there is none, or it does not say. */
  readonly signedInScopes: () => Promise<readonly string[] | null>;
  readonly notices: readonly Notice[];
  /** Addresses that Bitbucket has refused before: whether it still does. Below ApiURL. */
  readonly refusedPaths?: readonly string[];
  /** Hears how it ended. */
  readonly ended?: (error: DrawbridgeError | null, account: string) => void;
}

export async function testConnection(subject: TestSubject, signal: AbortSignal): Promise<TestResult> {
  const { client, properties } = subject;
  const heard = { scopes: null as readonly string[] | null, callsLeft: null as number | null };
  const call: CallContext = {
    signal,
    onAttempt: ({ grantedScopes, rateLimit }: ApiAttempt) => {
      heard.scopes = grantedScopes ?? heard.scopes;
      heard.callsLeft = rateLimit?.remaining ?? heard.callsLeft;
    },
  };
  const found = { account: '', workspaces: [] as string[] };
  const facts = async () => {
    const granted = heard.scopes ?? (await subject.signedInScopes().catch(() => null));
    return {
      ...found,
      credential: credentialName(properties),
      scopesKnown: granted !== null,
      scopes: [...(granted ?? [])],
      callsLeft: heard.callsLeft,
      ...scopeNeeds(properties.AuthScheme, granted),
      notices: subject.notices.map(({ sqlState, message, hint }) => ({
        sqlState,
        message,
        ...(hint === undefined ? {} : { hint }),
      })),
    };
  };
  try {
    found.account = await accountName(client, call);
    const visible = await whatAnswers(client, properties, call);
    found.workspaces = visible.workspaces;
    for (const path of subject.refusedPaths ?? []) await client.get(path, call);
    subject.ended?.(null, found.account);
    const who = found.account === '' ? 'The credential is accepted' : `Signed in as ${found.account}`;
    return { ok: true, message: `${who}; ${visible.sentence}.`, ...(await facts()) };
  } catch (thrown) {
    const error = asDrawbridgeError(thrown);
    subject.ended?.(error, found.account);
    return { ok: false, message: error.message, failure: failureOf(error), ...(await facts()) };
  }
}

/** The name of whoever the credential belongs to; '' where it does not say. */
export async function accountName(client: BitbucketClient, call: CallContext): Promise<string> {
  const user = await unlessRefused(client.get('/user?fields=display_name', call));
  return text(user?.body, 'display_name');
}

interface Visible {
  readonly workspaces: string[];
  readonly sentence: string;
}

async function whatAnswers(
  client: BitbucketClient,
  { Workspace: workspace, Schema: schema }: TestSubject['properties'],
  call: CallContext,
): Promise<Visible> {
  const list = client.get('/user/workspaces?pagelen=50', call);
  // Without a workspace of its own the data source has nothing else to ask for.
  const listed = await (workspace === '' ? unlessForbidden(list) : unlessRefused(list));
  const slugs = values(listed?.body).map((one) => text(property(one, 'workspace') ?? one, 'slug'));
  if (workspace === '') {
    if (slugs.length > 0) return { workspaces: slugs, sentence: `visible workspaces: ${slugs.join(', ')}` };
    throw new DrawbridgeError(SqlState.insufficientPrivilege, 'The credential shows no workspace.', {
      hint: 'Set the property Workspace to the slug of yours, and give the credential the scope account or repository.',
    });
  }
  const workspaces = slugs.includes(workspace) ? slugs : [workspace, ...slugs];
  const place = `/repositories/${encodeURIComponent(workspace)}`;
  try {
    await client.get(`${place}?pagelen=10&fields=size`, call);
    return { workspaces, sentence: `the workspace ${workspace} answers` };
  } catch (error) {
    const isRepository = schema.toLowerCase() !== informationSchema.name.toLowerCase() && !isRollUp(schema);
    if (!isForbidden(error) || !isRepository) throw error;
    // An access token of a repository may see nothing of the workspace around it.
    const own = await unlessForbidden(client.get(`${place}/${encodeURIComponent(schema)}?fields=slug`, call));
    if (own === null) throw error;
    return {
      workspaces,
      sentence: `the repository ${workspace}/${schema} answers, the workspace around it does not`,
    };
  }
}

const isForbidden = (error: unknown): boolean =>
  error instanceof BitbucketError && [403, 404, 410].includes(error.status);

async function unlessForbidden<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (isForbidden(error)) return null;
    throw error;
  }
}

/** Access tokens may not answer questions about a person, with 401 even; what they are good for is asked next. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await unlessForbidden(call);
  } catch (error) {
    if (error instanceof BitbucketError && error.status === 401) return null;
    throw error;
  }
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

function text(value: unknown, name: string): string {
  const found = property(value, name);
  return typeof found === 'string' ? found : '';
}

function values(body: unknown): readonly unknown[] {
  const list = property(body, 'values');
  return Array.isArray(list) ? list : [];
}
