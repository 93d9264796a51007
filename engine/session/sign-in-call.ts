/** The procedures about the sign-in: from CALL or EXEC to what `engine/auth` does, and its one row. */
import {
  getOAuthAccessToken,
  getOAuthAuthorizationUrl,
  refreshOAuthAccessToken,
} from '../catalog/procedures/sign-in.ts';
import type { ProcedureHead } from '../catalog/procedure.ts';
import type { IssuedTokens } from '../auth/oauth-by-hand.ts';
import type { WebRequest } from '../auth/oauth-client.ts';
import { Secret } from '../dsn/secret.ts';
import type { CallStatement } from '../sql/call-statement.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import { checkParameter, matchArguments } from '../write/procedure-call.ts';
import { readCells } from './chunk-cells.ts';
import { inPlace } from './place-of-error.ts';
import { describeResult, resultCursor } from './procedure-result.ts';
import { valued, valuesQuery } from './procedure-values.ts';
import { prepareSelect, type SelectEnvironment } from './select.ts';
import type { Prepared } from './session.ts';

/** OAuth for one connection. */
export interface OAuthCalls {
  authorizationUrl(request: WebRequest): Promise<string>;
  accessToken(request: AccessTokenRequest, signal: AbortSignal): Promise<IssuedTokens>;
  refresh(refreshToken: Secret | null, signal: AbortSignal): Promise<IssuedTokens>;
}

export interface AccessTokenRequest {
  readonly isWeb: boolean;
  readonly callbackUrl?: string | undefined;
  readonly verifier?: Secret | undefined;
  readonly state?: string | undefined;
}

interface SignInStatement {
  readonly statement: NormalisedStatement;
  readonly call: CallStatement;
  readonly parameterTypes: readonly number[];
}

type Given = ReadonlyMap<string, string>;

export async function prepareSignInCall(
  { select, oauth }: { readonly select: SelectEnvironment; readonly oauth: OAuthCalls },
  procedure: ProcedureHead,
  { statement, call, parameterTypes }: SignInStatement,
): Promise<Prepared> {
  const given = inPlace(
    () => matchArguments(procedure, call.arguments),
    (offset) => statement.originalPosition(offset),
  );
  const values = await valued(given, () =>
    prepareSelect(select, valuesQuery(statement, given), parameterTypes),
  );
  const { columns } = await describeResult(select, procedure);
  return {
    columns,
    parameterTypes: values.parameterTypes,
    async execute(parameters, options) {
      const [row = []] = await valued(given, async () =>
        readCells(await values.execute(parameters, { ...options, maxRows: 0 })),
      );
      const texts = new Map<string, string>();
      for (const [index, { parameter }] of given.entries()) {
        const text = String(row[index] ?? '');
        const value = parameter.values === undefined ? text : text.toUpperCase();
        if (value === '') continue;
        checkParameter(procedure, parameter, value);
        texts.set(parameter.name, value);
      }
      options.signal.throwIfAborted();
      const object = await resultOf(procedure.name, texts, oauth, options.signal);
      return resultCursor(select, procedure, object, options);
    },
    close: () => undefined,
  };
}

async function resultOf(name: string, given: Given, oauth: OAuthCalls, signal: AbortSignal): Promise<object> {
  const secret = (parameter: string): Secret | undefined => {
    const text = given.get(parameter);
    return text === undefined ? undefined : new Secret(text);
  };
  switch (name) {
    case getOAuthAuthorizationUrl.name: {
      const request = {
        callbackUrl: given.get('CallbackURL'),
        state: given.get('State'),
        scope: given.get('Scope'),
      };
      return { URL: await oauth.authorizationUrl(request) };
    }
    case getOAuthAccessToken.name: {
      const request = {
        isWeb: given.get('AuthMode') === 'WEB',
        callbackUrl: given.get('CallbackUrl'),
        verifier: secret('Verifier'),
        state: given.get('State'),
      };
      return tokenRow(await oauth.accessToken(request, signal));
    }
    case refreshOAuthAccessToken.name:
      return tokenRow(await oauth.refresh(secret('OAuthRefreshToken') ?? null, signal));
    default:
      throw new TypeError(`${name} is no procedure about the sign-in.`);
  }
}

/** The one place where a token leaves the engine: to a connection that nobody else keeps it for. */
function tokenRow({ accessToken, refreshToken, expiresIn }: IssuedTokens): object {
  return {
    OAuthAccessToken: accessToken,
    OAuthRefreshToken: refreshToken,
    ExpiresIn: expiresIn,
  };
}
