/**
 * Waits on this computer for the browser that comes back from Bitbucket's consent page.
 *
 * Listens on the port of the callback address for IPv4 and IPv6, since `localhost` may mean either; both must be
 * free. Requests for another path, or with another state than this sign-in's, are refused and waiting goes on.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { errorCode } from '../dsn/file-error.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { type CallbackOutcome, readOutcome } from './callback-outcome.ts';
import { type CallbackPage, sendPage } from './callback-page.ts';

export interface CallbackAnswer {
  readonly outcome: CallbackOutcome;
  /** The browser waits for this page, so that it can tell how the sign-in ended. */
  respond(page: CallbackPage): Promise<void>;
}

export interface CallbackListener {
  /** The first answer with the right state. Never settles after `close`. */
  readonly answer: Promise<CallbackAnswer>;
  /** Frees the port. */
  close(): Promise<void>;
}

/** `onStray` hears of answers to another sign-in. Throws 22023 when nobody could listen on that address, 55000 when its port is in use. */
export async function listenForCallback(
  callbackUrl: string,
  state: string,
  onStray: () => void = () => undefined,
): Promise<CallbackListener> {
  const url = new URL(callbackUrl);
  const port = loopbackPort(callbackUrl);
  let settle = (_answer: CallbackAnswer): void => undefined;
  const answer = new Promise<CallbackAnswer>((resolve) => (settle = resolve));
  let answered = false;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Joined, not resolved: `//` is no address by itself, and whoever sends it must not end the engine.
    const address = `${url.origin}${request.url ?? '/'}`;
    const asked = URL.canParse(address) ? new URL(address) : null;
    if (request.method !== 'GET' || asked?.pathname !== url.pathname) return sendPage(response, notHere);
    const outcome = readOutcome(asked.searchParams, state);
    if (outcome === null) {
      if (asked.searchParams.has('state')) onStray();
      return sendPage(response, notOurs);
    }
    if (answered) return sendPage(response, alreadyAnswered);
    answered = true;
    settle({ outcome, respond: (page) => sendPage(response, page) });
  };

  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map(closeServer));
  };
  let family = '';
  try {
    for (const host of ['127.0.0.1', '::1']) {
      family = host === '::1' ? 'IPv6 (::1)' : 'IPv4 (127.0.0.1)';
      const server = createServer((request, response) => {
        handle(request, response).catch(() => response.destroy());
      });
      if (await listen(server, host, port)) servers.push(server);
    }
  } catch (error) {
    await close();
    throw cannotListen(port, family, callbackUrl, error);
  }
  return { answer, close };
}

/** Whether the browser comes back to this computer. */
export function isCallbackHere(callbackUrl: string): boolean {
  const { hostname, protocol, port } = new URL(callbackUrl);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname) && port !== '0';
}

/** The port that a sign-in with this callback address occupies. Throws 22023 when it is not on this computer. */
export function loopbackPort(callbackUrl: string): number {
  if (isCallbackHere(callbackUrl)) return Number(new URL(callbackUrl).port || 80);
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `The browser cannot come back to ${callbackUrl} on this computer.`,
    {
      hint: 'Set CallbackURL, here and in the consumer, to an address such as http://localhost:33333, or sign in with drawbridge login --paste.',
    },
  );
}

/** False on a computer without IPv6. */
function listen(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const without = host === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(errorCode(error));
      if (without) resolve(false);
      else reject(error);
    });
    server.listen({ host, port, exclusive: true }, () => resolve(true));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function cannotListen(port: number, family: string, callbackUrl: string, error: unknown): DrawbridgeError {
  const inUse = errorCode(error) === 'EADDRINUSE';
  return new DrawbridgeError(
    SqlState.wrongState,
    inUse
      ? `Port ${port} on ${family} is in use, so the browser could not come back to ${callbackUrl}.`
      : `Drawbridge may not listen on port ${port} on ${family} (${errorCode(error)}).`,
    {
      hint: 'End the program that uses the port (perhaps another sign-in), or set CallbackURL, here and in the consumer, to another port.',
      cause: error,
    },
  );
}

const notHere: CallbackPage = {
  status: 404,
  title: 'Nothing here',
  text: 'This address only waits for the answer of Bitbucket.',
};
const notOurs: CallbackPage = {
  status: 400,
  title: 'Not this sign-in',
  text: 'This answer does not belong to the sign-in that Drawbridge has started. Go back to Drawbridge and start again from there.',
};
const alreadyAnswered: CallbackPage = {
  status: 409,
  title: 'Already answered',
  text: 'This sign-in has its answer. You can close this page.',
};
