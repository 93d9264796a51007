/**
 * An offline Bitbucket Cloud: REST 2.0, OAuth 2.0 and generated data over HTTP on loopback. Deterministic,
 * able to fail on demand, and writable: what is written lasts as long as the sandbox. It imports nothing of the engine, so that the engine's mistakes and
 * the sandbox's cannot cancel out.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWorkspace } from './data/workspace.ts';
import { Faults } from './http/faults.ts';
import { RequestLog, type RequestEntry, type RequestListener } from './http/request-log.ts';
import { createRequestHandler } from './http/request-handler.ts';
import { defaultModes, type SandboxModes } from './modes.ts';
import { Credentials, type Consumer } from './oauth/credentials.ts';
import { accessTokenScopes, apiTokenScopes, readEverything, writeEverything } from './oauth/scopes.ts';
import { SelectionCache } from './rest/selection.ts';

export interface SandboxOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** Where the OAuth consumer sends the browser back to. */
  readonly callbackUrl?: string;
  /** How long OAuth access tokens live; 3600 by default. */
  readonly accessTokenSeconds?: number;
  /** `pullRequests`: adds the repository `harbor-archive` with so many. */
  readonly generate?: { readonly pullRequests: number };
  /** Where it shall behave otherwise than by default, from the start. */
  readonly modes?: Partial<SandboxModes>;
  /** Milliseconds since 1970, for the life of codes and tokens. */
  readonly now?: () => number;
  /** Instead of the usual ones. */
  readonly secrets?: Partial<SandboxSecrets>;
  /** Hears of each code and token that it issues. */
  readonly onIssued?: (secret: string) => void;
}

export interface SandboxSecrets {
  readonly consumer: string;
  readonly privateConsumer: string;
  readonly accessToken: string;
  readonly apiToken: string;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What stands for `https://api.bitbucket.org/2.0`. */
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly workspace: string;
  readonly consumer: { readonly key: string; readonly secret: string; readonly callbackUrl: string };
  /** May use client_credentials. */
  readonly privateConsumer: { readonly key: string; readonly secret: string };
  /** A workspace access token that may read everything but e-mail addresses, and write. */
  readonly accessToken: string;
  readonly apiToken: { readonly email: string; readonly token: string };
  /** The requests since the start or the last `clearRequests`, in order of arrival; at least the last 10,000. */
  readonly requests: readonly RequestEntry[];
  readonly onRequest: (listener: RequestListener) => () => void;
  readonly clearRequests: () => void;
  readonly faults: Faults;
  /** Assign to its members to change the behaviour of the requests that follow. */
  readonly modes: SandboxModes;
  /** Back to the behaviour of the start. */
  readonly resetModes: () => void;
  /** A new access token with just these OAuth scopes: of the workspace, or of the repository with that slug. */
  readonly issueAccessToken: (scopes: readonly string[], repository?: string) => string;
  readonly expireAccessTokens: () => void;
  readonly revokeRefreshTokens: () => void;
  /** Makes every access token and API token unknown; new ones can be issued. */
  readonly revokeTokens: () => void;
  /** Ticks these boxes, and no others, in the form of both consumers. */
  readonly setConsumerScopes: (scopes: readonly string[]) => void;
  /** Fills in the callback URL in the form of both consumers; '' leaves it empty. */
  readonly setConsumerCallback: (url: string) => void;
  /** Cuts what is open and resolves when the port is free. */
  readonly close: () => Promise<void>;
}

const usualSecrets: SandboxSecrets = {
  consumer: 'sandbox-consumer-secret',
  privateConsumer: 'sandbox-private-consumer-secret',
  accessToken: 'sandbox-workspace-access-token',
  apiToken: 'sandbox-api-token',
};
const email = 'member0@lighthouse.example';

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { callbackUrl = 'http://localhost:33333', now = Date.now } = options;
  const secrets = { ...usualSecrets, ...options.secrets };
  const { accessToken } = secrets;
  const apiToken = { email, token: secrets.apiToken };
  const credentials = new Credentials(now, options.onIssued);
  credentials.addAccessToken(accessToken, accessTokenScopes);
  credentials.addApiToken(apiToken.email, apiToken.token, apiTokenScopes);
  const consumer: Consumer = {
    name: 'Drawbridge',
    key: 'sandbox-consumer',
    secret: secrets.consumer,
    callbackUrl,
    scopes: [...readEverything, ...writeEverything],
    isPrivate: false,
  };
  const privateConsumer: Consumer = {
    ...consumer,
    key: 'sandbox-private-consumer',
    secret: secrets.privateConsumer,
    isPrivate: true,
  };
  const faults = new Faults();
  const modes: SandboxModes = { ...defaultModes, ...options.modes };
  const resetModes = (): void => {
    Object.assign(modes, defaultModes, options.modes);
  };
  const log = new RequestLog();

  // Longer than clients keep idle connections, so that none is closed just as it is used again.
  const server = createServer({ keepAliveTimeout: 120_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const apiUrl = `${url}/2.0`;
  const workspace = createWorkspace({ api: apiUrl, web: url }, options.generate?.pullRequests);
  const handle = createRequestHandler({
    url,
    workspace,
    credentials,
    consumers: [consumer, privateConsumer],
    accessTokenSeconds: options.accessTokenSeconds ?? 3600,
    faults,
    modes,
    resetModes,
    log,
    selections: new SelectionCache(),
  });
  server.on('request', handle);

  let issued = 0;
  return {
    url,
    apiUrl,
    authorizeUrl: `${url}/site/oauth2/authorize`,
    tokenUrl: `${url}/site/oauth2/access_token`,
    workspace: workspace.slug,
    consumer: { key: consumer.key, secret: consumer.secret, callbackUrl },
    privateConsumer: { key: privateConsumer.key, secret: privateConsumer.secret },
    accessToken,
    apiToken,
    requests: log.entries,
    onRequest: (listener) => log.subscribe(listener),
    clearRequests: () => log.clear(),
    faults,
    modes,
    resetModes,
    issueAccessToken: (scopes, repository) => {
      issued += 1;
      const token = `sandbox-access-token-${issued}`;
      credentials.addAccessToken(token, scopes, repository);
      return token;
    },
    expireAccessTokens: () => credentials.expireAccessTokens(),
    revokeRefreshTokens: () => credentials.revokeRefreshTokens(),
    revokeTokens: () => credentials.revokeTokens(),
    setConsumerScopes: (scopes) => {
      consumer.scopes = scopes;
      privateConsumer.scopes = scopes;
    },
    setConsumerCallback: (url) => {
      consumer.callbackUrl = url;
      privateConsumer.callbackUrl = url;
    },
    close: async () => {
      faults.clear();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}
