/** Signing in at the sandbox as a person does, without a browser. */
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { DsnKey } from '../../dsn/dsn-store.ts';
import type { Vault } from '../vault.ts';

/** Puts a sign-in into the vault whose access token has ended. */
export async function keepEndedSignIn(sandbox: Sandbox, vault: Vault, dsn: DsnKey): Promise<void> {
  const form = new URLSearchParams({ client_id: sandbox.consumer.key, response_type: 'code' });
  const consent = await fetch(`${sandbox.authorizeUrl}?${form.toString()}`, {
    method: 'POST',
    body: new URLSearchParams({ consent: 'accept' }),
    redirect: 'manual',
  });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { key, secret } = sandbox.consumer;
  const reply = await fetch(sandbox.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code }),
  });
  const tokens = (await reply.json()) as { access_token: string; refresh_token: string };
  await vault.update(dsn, (entry) => ({
    ...entry,
    signIn: {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresAt: new Date(0).toISOString(),
      scopes: [],
      account: '',
    },
  }));
}

export async function endAccessToken(vault: Vault, dsn: DsnKey): Promise<void> {
  await vault.update(dsn, (entry) => ({
    ...entry,
    signIn: entry.signIn && { ...entry.signIn, expiresAt: new Date(0).toISOString() },
  }));
}

export const consumerProperties = (sandbox: Sandbox): [string, string][] => [
  ['OAuthClientId', sandbox.consumer.key],
  ['OAuthClientSecret', sandbox.consumer.secret],
  ['OAuthAccessTokenURL', sandbox.tokenUrl],
];
