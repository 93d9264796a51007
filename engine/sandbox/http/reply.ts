/** A reply before it is written, and the errors in the words of Bitbucket. */
import type { Json, JsonObject } from '../json.ts';

export type ReplyBody =
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'text'; readonly type: string; readonly text: string }
  | { readonly kind: 'none' };

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReplyBody;
}

export function json(value: Json, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: { kind: 'json', value } };
}

export function text(status: number, type: string, content: string): Reply {
  return { status, headers: {}, body: { kind: 'text', type, text: content } };
}

/** 204. */
export function nothing(): Reply {
  return { status: 204, headers: {}, body: { kind: 'none' } };
}

export function redirect(location: string): Reply {
  return { status: 302, headers: { Location: location }, body: { kind: 'none' } };
}

/** `{"type":"error","error":{"message":…}}`; `more` may hold `detail`, `fields` and `data`. */
export function failure(status: number, message: string, more: JsonObject = {}): Reply {
  return json({ type: 'error', error: { message, ...more } }, status);
}

export function noSuchUrl(): Reply {
  return failure(404, 'Resource not found', { detail: 'There is no API hosted at this URL' });
}

export function retired(): Reply {
  return failure(410, 'CHANGE-2770 - Functionality has been deprecated', {
    data: { announcement_url: 'https://developer.atlassian.com/cloud/bitbucket/changelog/#CHANGE-2770' },
  });
}

export function unauthorized(message: string): Reply {
  const reply = failure(401, message);
  return { ...reply, headers: { 'WWW-Authenticate': 'OAuth realm="Bitbucket.org HTTP"' } };
}

export function missingScope(required: readonly string[], granted: readonly string[]): Reply {
  return failure(403, 'Your credentials lack one or more required privilege scopes.', {
    detail: { required, granted },
  });
}
