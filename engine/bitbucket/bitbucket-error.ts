/**
 * What goes wrong between here and Bitbucket, as DrawbridgeErrors. The bodies of Bitbucket's errors promise a
 * message only; some are plain text, HTML or empty. No text from here holds a credential, even when the
 * server repeats it.
 */
import { DrawbridgeError, type ErrorDetails, SqlState } from '../error.ts';
import { parseJson } from './json.ts';
import { boxOf } from './permissions.ts';
import { withoutCredential } from './repeated-credential.ts';
import type { Reply } from './transport.ts';

interface Answer {
  readonly status: number;
  readonly apiMessage: string;
  readonly path: string;
  readonly missingScopes?: readonly string[];
}

/** Bitbucket answered, but not with what was asked for. */
export class BitbucketError extends DrawbridgeError {
  /** The HTTP status. */
  readonly status: number;
  /** Bitbucket's own words, '' when it sent none. */
  readonly apiMessage: string;
  /** The path that was asked for, from the root of the server. */
  readonly path: string;
  /** The scopes that Bitbucket wants and the credential lacks; empty where it names none. */
  readonly missingScopes: readonly string[];

  constructor(sqlState: SqlState, message: string, answer: Answer, details: ErrorDetails) {
    super(sqlState, message, details);
    this.status = answer.status;
    this.apiMessage = answer.apiMessage;
    this.path = answer.path;
    this.missingScopes = answer.missingScopes ?? [];
  }
}

/** Names the boxes of the consumer's form, where the scopes have any. */
function addTo(scopes: readonly string[]): string {
  const boxes = scopes.flatMap((scope) => boxOf(scope) ?? []);
  if (boxes.length === 0) return 'Add the scope to the OAuth consumer';
  return `Add the scope to the OAuth consumer (tick ${boxes.join(', ')} there)`;
}

/** The error for a reply whose status is not 200. `authorization` is the header that was sent. */
export function responseError(reply: Reply, url: URL, authorization: string): BitbucketError {
  const { message, required, granted } = readBody(reply, authorization);
  const where = withoutCredential(url.pathname, authorization);
  const said = message === '' ? '' : `: ${message}`;
  const missing = required.filter((scope) => !granted.includes(scope));
  const make = (sqlState: SqlState, text: string, hint?: string, detail?: string) =>
    new BitbucketError(
      sqlState,
      text,
      { status: reply.status, apiMessage: message, path: where, missingScopes: missing },
      { ...(hint === undefined ? {} : { hint }), ...(detail === undefined ? {} : { detail }) },
    );
  switch (reply.status) {
    case 401:
      return make(
        SqlState.invalidAuthorization,
        `Bitbucket refused the credentials${said}`,
        authorization.startsWith('Basic ')
          ? 'Check Email and APIToken: an API token ends after a year at the latest, and app passwords have not been taken since 2026-07-28.'
          : 'Sign in again, or replace the token if it has ended.',
      );
    case 403:
      if (missing.length === 0) {
        return make(
          SqlState.insufficientPrivilege,
          `Bitbucket denied access to ${where}${said}`,
          'Ask an administrator of the workspace to let this account or token read it, or use one that may.',
        );
      }
      return make(
        SqlState.insufficientPrivilege,
        `The credential lacks the scope ${missing.join(', ')}, which Bitbucket wants for ${where}`,
        `${addTo(missing)} or make a token that has it, then sign in again.`,
        `Required: ${required.join(', ')}. Granted: ${granted.join(', ') || 'none'}.`,
      );
    case 404:
      return make(
        SqlState.sourceFailed,
        `Bitbucket found nothing at ${where}, or the credential has no access to it (status 404)${said}`,
        'Check the spelling of workspace and schema, the numbers and names in the statement, and whether this account may read the repository.',
      );
    case 410:
      return make(
        SqlState.sourceFailed,
        `Bitbucket no longer offers ${where} (status 410)${said}`,
        'Leave out the table or schema that is read from there.',
      );
    case 429:
      return make(
        SqlState.budgetExceeded,
        `Bitbucket's rate limit is used up (status 429)${said}`,
        'Wait a while, ask for fewer rows, or lower HourlyBudget so that other programs keep their share.',
      );
    default:
      return make(
        SqlState.sourceFailed,
        `Bitbucket answered ${where} with status ${reply.status}${said}`,
        reply.status >= 500
          ? 'Bitbucket has trouble of its own: run the statement again in a few minutes.'
          : // What says in Bitbucket's own words why it refuses needs no other reason.
            message === '' || ![400, 409, 422].includes(reply.status)
            ? 'Check ApiURL, and whether a proxy stands between this computer and Bitbucket.'
            : undefined,
      );
  }
}

/** A reply of status 200 whose body cannot be used. */
export function brokenBody(reply: Reply, url: URL, authorization: string, cause: unknown): BitbucketError {
  const named = String(reply.headers['content-type'] ?? 'no content type');
  const type = withoutCredential(named, authorization).slice(0, 80);
  return new BitbucketError(
    SqlState.sourceFailed,
    `Bitbucket's answer for ${url.pathname} is not complete JSON (${reply.bytes} bytes, ${type})`,
    { status: reply.status, apiMessage: '', path: url.pathname },
    {
      hint: 'A proxy or a sign-in page of the network may stand between this computer and Bitbucket.',
      cause,
    },
  );
}

/** JSON of another kind than the endpoint's. */
export function unusableBody(url: URL): BitbucketError {
  return new BitbucketError(
    SqlState.sourceFailed,
    `Bitbucket's answer for ${url.pathname} is not what this address should give`,
    { status: 200, apiMessage: '', path: url.pathname },
    { hint: 'Check ApiURL.' },
  );
}

interface ErrorBody {
  readonly message: string;
  readonly required: readonly string[];
  readonly granted: readonly string[];
}

function readBody(reply: Reply, authorization: string): ErrorBody {
  const text = reply.body.toString('utf8');
  const clean = (words: string): string => withoutCredential(words, authorization);
  const empty = { required: [], granted: [] };
  let body: unknown;
  try {
    body = parseJson(text);
  } catch {
    const markup = text.trimStart().startsWith('<');
    return { ...empty, message: markup ? '' : clean(text.trim()).slice(0, 300) };
  }
  const error = member(body, 'error');
  const detail = member(error, 'detail');
  // What stands in front of Bitbucket says it in a shape of its own.
  const bare = [body, ...list(member(body, 'errors'))].map((one) => member(one, 'message'));
  const words = [member(error, 'message') ?? error ?? bare.find(isText), detail].filter(isText);
  const said = words.join(' ');
  return {
    message: clean([said, ...fieldErrors(member(error, 'fields'), said)].join('; ')),
    required: strings(member(detail, 'required')).map(clean),
    granted: strings(member(detail, 'granted')).map(clean),
  };
}

/** What is wrong with single fields, where the message does not say so itself, as in a bare `Bad request`. */
function fieldErrors(fields: unknown, said: string): readonly string[] {
  if (typeof fields !== 'object' || fields === null) return [];
  return Object.entries(fields)
    .flatMap(([name, told]) => {
      const texts = typeof told === 'string' ? [told] : strings(told);
      return texts.filter((text) => !said.includes(text)).map((text) => `${name}: ${text}`);
    })
    .slice(0, mostFields);
}

/** How many field errors a message repeats. */
const mostFields = 10;

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function strings(value: unknown): readonly string[] {
  return list(value).filter(isText);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
