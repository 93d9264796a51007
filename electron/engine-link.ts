/**
 * Main's own connection to the engine, for the tray and for sign-in pages. Like the window it asks for a new port
 * whenever the engine has gone.
 */
import { createAdminClient, type AdminClient, type AdminTransport } from '../engine/admin/client.ts';
import type { ClientMessage, HealthStateName, ServerMessage } from '../engine/admin/contract.ts';

/** A MessagePortMain that leads to the engine. */
export interface LinkPort {
  postMessage(message: ClientMessage): void;
  on(event: 'message', listener: (event: { readonly data: ServerMessage }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

export interface EngineState {
  readonly isRunning: boolean;
  readonly sessions: number;
  /** Undefined where the engine can't be paused. */
  readonly isPaused: boolean | undefined;
  /** Names of data sources that wait for somebody to sign in, as far as this computer knows. */
  readonly signedOut: readonly string[];
}

export interface EngineLink {
  readonly state: EngineState;
  pause(isPaused: boolean): void;
  /** Whether a sign-in that is under way leads to this address; an announcement may still be on its way. */
  isAnnounced(address: string): Promise<boolean>;
}

export interface LinkParts {
  /** Hands over a port now, or once an engine runs. */
  readonly connect: (adopt: (port: LinkPort) => void) => void;
  readonly changed: (state: EngineState) => void;
}

/** Milliseconds. A process that is ending still takes a port, and loses it at once. */
const pauseBeforeNext = 500;
const announcementWait = 2_000;
const gone: EngineState = { isRunning: false, sessions: 0, isPaused: undefined, signedOut: [] };

export function linkEngine({ connect, changed }: LinkParts): EngineLink {
  const announced = new Map<string, string>();
  const waiting = new Set<(address: string) => void>();
  let client: AdminClient | undefined;
  let state = gone;

  const become = (next: EngineState) => {
    state = next;
    changed(next);
  };
  const look = async (from: AdminClient) => {
    const status = await from.call('status.get', {});
    if (client !== from) return;
    const { signedOut } = state;
    become({ isRunning: true, sessions: status.sessions, isPaused: status.paused, signedOut });
  };
  /** Asks for what is known locally; an engine of another version may not know the question. */
  const lookAtHealth = async (from: AdminClient) => {
    const { dsns } = await from.call('health.list', {});
    const signedOut = dsns.filter(({ findings: [worst] }) => worst !== undefined && needsSignIn(worst.state));
    if (client === from) become({ ...state, signedOut: signedOut.map(({ name }) => name) });
  };
  const adopt = (port: LinkPort) => {
    const next = createAdminClient(transportOf(port));
    client = next;
    const lookAgain = () => void look(next).catch(() => undefined);
    const checkAgain = () => void lookAtHealth(next).catch(() => undefined);
    next.on('status.changed', lookAgain);
    next.on('health.changed', checkAgain);
    next.on('dsn.changed', checkAgain);
    next.on('signIn.changed', ({ id, state: signIn }) => {
      if (signIn.phase !== 'waiting') return void announced.delete(id);
      announced.set(id, signIn.authorizationUrl);
      for (const told of waiting) told(signIn.authorizationUrl);
    });
    next.onClose(() => {
      client = undefined;
      announced.clear();
      become(gone);
      setTimeout(() => connect(adopt), pauseBeforeNext).unref();
    });
    lookAgain();
    checkAgain();
  };
  connect(adopt);

  return {
    get state() {
      return state;
    },
    pause(isPaused) {
      client?.call(isPaused ? 'engine.pause' : 'engine.resume', {}).catch(() => undefined);
    },
    isAnnounced(address) {
      if ([...announced.values()].includes(address)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const end = (found: boolean) => {
          clearTimeout(timer);
          waiting.delete(told);
          resolve(found);
        };
        const told = (other: string) => void (other === address && end(true));
        const timer = setTimeout(() => end(false), announcementWait);
        waiting.add(told);
      });
    },
  };
}

const needsSignIn = (state: HealthStateName): boolean =>
  state === 'not signed in' || state === 'token expired';

function transportOf(port: LinkPort): AdminTransport {
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
