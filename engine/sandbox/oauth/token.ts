/**
 * `POST /site/oauth2/access_token`: form-encoded, the client by HTTP Basic. Grants: authorization_code,
 * refresh_token (rotating) and, for private consumers, client_credentials (without a refresh token).
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { json, type Reply } from '../http/reply.ts';
import type { SandboxModes } from '../modes.ts';
import type { Consumer, Credentials } from './credentials.ts';

export interface TokenRequest {
  readonly method: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

export interface TokenRules {
  readonly consumers: readonly Consumer[];
  readonly credentials: Credentials;
  readonly accessTokenSeconds: number;
  readonly modes: Pick<SandboxModes, 'tokenScopes' | 'usedRefreshToken'>;
}

type GrantError =
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'unauthorized_client'
  | 'unsupported_grant_type';

function refuse(error: GrantError, description: string): Reply {
  const status = error === 'invalid_client' ? 401 : 400;
  const headers: Record<string, string> = status === 401 ? { 'WWW-Authenticate': 'Basic realm="OAuth"' } : {};
  return json({ error, error_description: description }, status, headers);
}

export function exchangeToken(request: TokenRequest, rules: TokenRules): Reply {
  if (request.method !== 'POST') return refuse('invalid_request', 'Use POST');
  const consumer = authenticatedConsumer(request.authorization, rules.consumers);
  if (consumer === undefined) return refuse('invalid_client', 'Invalid OAuth client credentials');
  // A body of another kind has no parameters for Bitbucket, which then finds no grant type in it.
  const isForm = (request.contentType ?? '').startsWith('application/x-www-form-urlencoded');
  const form = new URLSearchParams(isForm ? request.body : '');
  if (consumer.callbackUrl === '') {
    return refuse('invalid_request', 'No callback uri defined for the OAuth client.');
  }
  const grant = form.get('grant_type');
  switch (grant) {
    case 'authorization_code':
      return exchangeCode(form, consumer, rules);
    case 'refresh_token':
      return refresh(form, consumer, rules);
    case 'client_credentials':
      return consumer.isPrivate
        ? tokens(rules, consumer, consumer.scopes, 'app')
        : refuse('unauthorized_client', 'Cannot use client_credentials with a consumer that is not private');
    default:
      return refuse('unsupported_grant_type', `Unsupported grant type: ${grant ?? 'None'}`);
  }
}

function authenticatedConsumer(
  authorization: string | undefined,
  consumers: readonly Consumer[],
): Consumer | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const shown = digest(Buffer.from(value, 'base64').toString());
  return consumers.find(({ key, secret }) => timingSafeEqual(shown, digest(`${key}:${secret}`)));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function exchangeCode(form: URLSearchParams, consumer: Consumer, rules: TokenRules): Reply {
  const code = rules.credentials.takeCode(form.get('code') ?? '');
  if (code === undefined || code.consumer !== consumer.key) {
    return refuse('invalid_grant', 'The specified code is not valid.');
  }
  const redirectUri = form.get('redirect_uri') ?? undefined;
  if (code.redirectUri !== undefined && redirectUri !== code.redirectUri) {
    return refuse('invalid_grant', 'The redirect_uri does not match the one of the authorization request.');
  }
  const verifier = form.get('code_verifier') ?? '';
  if (code.challenge !== undefined && digest(verifier).toString('base64url') !== code.challenge) {
    return refuse('invalid_grant', 'The code_verifier does not match the code_challenge.');
  }
  return tokens(rules, consumer, code.scopes, 'person');
}

function refresh(form: URLSearchParams, consumer: Consumer, rules: TokenRules): Reply {
  const { credentials, modes } = rules;
  const used = form.get('refresh_token') ?? '';
  const known = credentials.takeRefresh(used, consumer.key, modes.usedRefreshToken === 'dies-shortly-after');
  return known === undefined
    ? refuse('invalid_grant', 'Invalid refresh_token')
    : tokens(rules, consumer, known.scopes, 'person', used);
}

function tokens(
  { credentials, accessTokenSeconds, modes }: TokenRules,
  consumer: Consumer,
  scopes: readonly string[],
  account: 'person' | 'app',
  usedRefresh?: string,
): Reply {
  return json({
    access_token: credentials.issueAccess(scopes, account, accessTokenSeconds),
    ...(account === 'person'
      ? { refresh_token: credentials.issueRefresh(consumer.key, scopes, usedRefresh) }
      : {}),
    token_type: 'bearer',
    expires_in: accessTokenSeconds,
    [modes.tokenScopes]: scopes.join(' '),
  });
}
