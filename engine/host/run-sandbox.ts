/** The offline Bitbucket as a program of its own, for tests and demonstrations. */
import { startSandbox } from '../sandbox/sandbox.ts';

export interface RunSandboxOptions {
  /** 0: the system chooses. */
  readonly port: number;
  /** Added to every API call. */
  readonly latencyMilliseconds: number;
  /** With more than 0 there is a repository `harbor-archive` with so many pull requests. */
  readonly archivePullRequests: number;
  /** Where the OAuth consumer sends the browser back to. */
  readonly callbackUrl: string;
}

/** Addresses and credentials, which are no secrets: they open nothing but this sandbox. */
export interface SandboxFacts {
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly workspace: string;
  readonly consumer: { readonly key: string; readonly secret: string; readonly callbackUrl: string };
  /** May use client_credentials. */
  readonly privateConsumer: { readonly key: string; readonly secret: string };
  readonly accessToken: string;
  readonly apiToken: { readonly email: string; readonly token: string };
  /** Where faults, latency and the request log are reached. */
  readonly controlUrl: string;
}

export async function runSandbox(options: RunSandboxOptions): Promise<{
  readonly facts: SandboxFacts;
  close(): Promise<void>;
}> {
  const { port, latencyMilliseconds, archivePullRequests, callbackUrl } = options;
  const generate = archivePullRequests > 0 ? { generate: { pullRequests: archivePullRequests } } : {};
  const sandbox = await startSandbox({ port, callbackUrl, ...generate });
  sandbox.faults.setLatency(latencyMilliseconds);
  const { apiUrl, authorizeUrl, tokenUrl, workspace, consumer, privateConsumer, accessToken, apiToken } =
    sandbox;
  return {
    facts: {
      apiUrl,
      authorizeUrl,
      tokenUrl,
      workspace,
      consumer,
      privateConsumer,
      accessToken,
      apiToken,
      controlUrl: `${sandbox.url}/sandbox/control`,
    },
    close: () => sandbox.close(),
  };
}
