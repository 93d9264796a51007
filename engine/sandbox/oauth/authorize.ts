/**
 * The consent page of `/site/oauth2/authorize`. GET shows it; the form on it posts back to the same address
 * and is answered with a redirect to the consumer. Nobody signs in here: the sandbox has one person.
 */
import { redirect, text, type Reply } from '../http/reply.ts';
import { escapeHtml } from '../data/texts.ts';
import type { Consumer, Credentials } from './credentials.ts';

export interface AuthorizeRequest {
  readonly method: string;
  readonly query: URLSearchParams;
  /** Of the posted form; empty for GET. */
  readonly form: URLSearchParams;
}

export function authorize(
  request: AuthorizeRequest,
  consumers: readonly Consumer[],
  credentials: Credentials,
): Reply {
  const { query } = request;
  const consumer = consumers.find((candidate) => candidate.key === query.get('client_id'));
  if (consumer === undefined) return refusal('Invalid client_id', 'There is no such OAuth consumer.');
  if (consumer.callbackUrl === '') {
    return refusal('Invalid redirect_uri', 'No callback uri defined for the OAuth client.');
  }
  const redirectUri = query.get('redirect_uri') ?? undefined;
  const callback = redirectUri ?? consumer.callbackUrl;
  if (!sameAddress(callback, consumer.callbackUrl)) {
    // Never redirected: the address that was given is not known to belong to the consumer.
    return refusal(
      'Invalid redirect_uri',
      'The redirect_uri does not match the callback URL of the consumer.',
    );
  }
  const state = query.get('state');
  const back = (parameters: Readonly<Record<string, string>>): Reply => {
    const url = new URL(callback);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value);
    if (state !== null) url.searchParams.append('state', state);
    return redirect(url.href);
  };
  if (query.get('response_type') !== 'code') {
    return back({ error: 'unsupported_response_type', error_description: 'Use response_type=code' });
  }
  const challenge = query.get('code_challenge') ?? undefined;
  if (challenge !== undefined && query.get('code_challenge_method') !== 'S256') {
    return back({ error: 'invalid_request', error_description: 'code_challenge_method must be S256' });
  }
  const scopes = wantedScopes(query.get('scope'), consumer);
  if (scopes === undefined) {
    return back({ error: 'invalid_scope', error_description: 'The consumer does not have that scope' });
  }
  if (request.method !== 'POST') return consentPage(consumer, scopes);
  if (request.form.get('consent') !== 'accept') {
    return back({ error: 'access_denied', error_description: 'The user denied access' });
  }
  return back({ code: credentials.issueCode({ consumer: consumer.key, scopes, redirectUri, challenge }) });
}

/** The consumer's own scopes, also where fewer are asked for; undefined if others are. */
function wantedScopes(asked: string | null, consumer: Consumer): readonly string[] | undefined {
  const names = (asked ?? '').split(/[\s,]+/).filter((name) => name !== '');
  return names.every((name) => consumer.scopes.includes(name)) ? consumer.scopes : undefined;
}

function sameAddress(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).href === new URL(right).href;
}

function page(title: string, status: number, content: string): Reply {
  const reply = text(
    status,
    'text/html; charset=utf-8',
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 10vh auto; max-width: 30rem; padding: 0 1rem; }
button { font: inherit; padding: .4rem 1.2rem; margin-right: .5rem; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${content}
</body>
</html>
`,
  );
  return { ...reply, headers: { 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'no-referrer' } };
}

function refusal(title: string, explanation: string): Reply {
  return page(title, 400, `<p role="alert">${escapeHtml(explanation)}</p>`);
}

function consentPage(consumer: Consumer, scopes: readonly string[]): Reply {
  const items = scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('\n');
  return page(
    'Confirm access to your account',
    200,
    `<p><strong>${escapeHtml(consumer.name)}</strong> asks for these rights in the Bitbucket sandbox:</p>
<ul>
${items}
</ul>
<form method="post">
<button type="submit" name="consent" value="accept">Grant access</button>
<button type="submit" name="consent" value="deny">Deny</button>
</form>`,
  );
}
