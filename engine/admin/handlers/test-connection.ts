/**
 * Test Connection: who is signed in and what is visible. It does not depend on `/user`, which access tokens may
 * not be allowed to read: the workspace that the DSN names is what has to answer.
 */
import { BitbucketError } from '../../bitbucket/bitbucket-error.ts';
import type { BitbucketClient } from '../../bitbucket/client.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState, type Notice } from '../../error.ts';
import type { TestResult } from '../contract.ts';
import { failureOf } from '../dispatcher.ts';

export interface TestSubject {
  readonly client: BitbucketClient;
  readonly workspace: string;
  /** Known for a sign-in only. */
  readonly scopes: readonly string[];
  readonly notices: readonly Notice[];
  /** Addresses that Bitbucket has refused before: whether it still does. Below ApiURL. */
  readonly refusedPaths?: readonly string[];
  /** Hears how it ended. */
  readonly ended?: (error: DrawbridgeError | null, account: string) => void;
}

export async function testConnection(subject: TestSubject, signal: AbortSignal): Promise<TestResult> {
  const found = { account: '', scopes: [...subject.scopes], workspaces: [] as string[] };
  const notices = subject.notices.map(({ sqlState, message, hint }) => ({
    sqlState,
    message,
    ...(hint === undefined ? {} : { hint }),
  }));
  try {
    found.account = await accountName(subject.client, signal);
    found.workspaces = await workspaceNames(subject, signal);
    for (const path of subject.refusedPaths ?? []) await subject.client.get(path, { signal });
    subject.ended?.(null, found.account);
    return { ok: true, message: sentence(found, subject.workspace), ...found, notices };
  } catch (thrown) {
    const error = asDrawbridgeError(thrown);
    subject.ended?.(error, found.account);
    return { ok: false, message: error.message, failure: failureOf(error), ...found, notices };
  }
}

/** The name of whoever the credential belongs to; '' where it does not say. */
export async function accountName(client: BitbucketClient, signal: AbortSignal): Promise<string> {
  const user = await unlessForbidden(client.get('/user?fields=display_name', { signal }));
  return text(user?.body, 'display_name');
}

async function workspaceNames({ client, workspace }: TestSubject, signal: AbortSignal): Promise<string[]> {
  const listed = await unlessForbidden(client.get('/user/workspaces?pagelen=50', { signal }));
  const slugs = values(listed?.body).map((one) => text(property(one, 'workspace') ?? one, 'slug'));
  if (workspace === '') {
    if (slugs.length > 0) return slugs;
    throw new DrawbridgeError(SqlState.insufficientPrivilege, 'The credential shows no workspace.', {
      hint: 'Set the property Workspace to the slug of yours, and give the credential the scope account or repository.',
    });
  }
  await client.get(`/repositories/${encodeURIComponent(workspace)}?pagelen=10&fields=size`, { signal });
  return slugs.includes(workspace) ? slugs : [workspace, ...slugs];
}

/** Access tokens may not answer questions about a person; that is no failure. */
async function unlessForbidden<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof BitbucketError && [403, 404, 410].includes(error.status)) return null;
    throw error;
  }
}

function sentence(
  { account, workspaces }: { account: string; workspaces: string[] },
  workspace: string,
): string {
  const who = account === '' ? 'The credential is accepted' : `Signed in as ${account}`;
  if (workspace !== '') return `${who}; the workspace ${workspace} answers.`;
  return `${who}; visible workspaces: ${workspaces.join(', ')}.`;
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
