/** Servers and clients of a test file, closed together. */
import type { DrawbridgeError } from '../../error.ts';
import type { BitbucketClient, ClientOptions, ClientParts } from '../client.ts';
import { type Answer, type ScriptedServer, scriptedServer } from './scripted-server.ts';
import { testClient } from './test-client.ts';

export interface ClientBench {
  readonly serve: (answer: Answer) => Promise<ScriptedServer>;
  readonly connect: (
    url: string,
    options?: Partial<ClientOptions>,
    parts?: Partial<ClientParts>,
  ) => BitbucketClient;
  readonly close: () => Promise<void>;
}

export function clientBench(): ClientBench {
  const closers: (() => Promise<void>)[] = [];
  return {
    serve: async (answer) => {
      const server = await scriptedServer(answer);
      closers.push(() => server.close());
      return server;
    },
    connect: (url, options, parts) => {
      const client = testClient(url, options, parts);
      closers.push(() => client.close());
      return client;
    },
    close: async () => {
      for (const close of closers.splice(0)) await close();
    },
  };
}

export const never = new AbortController().signal;

export async function failureOf(promise: Promise<unknown>): Promise<DrawbridgeError> {
  try {
    await promise;
  } catch (error) {
    return error as DrawbridgeError;
  }
  throw new Error('It did not fail.');
}
