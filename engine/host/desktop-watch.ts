/**
 * What the desktop's main process wants to know of the engine: its state, for the tray, and which pages its sign-ins lead
 * to, since the window may open no others.
 */
import type { AdminClient } from '../admin/client.ts';
import type { HealthStateName } from '../admin/contract.ts';
import type { EngineState } from './desktop-messages.ts';

export interface DesktopWatch {
  pause(isPaused: boolean): void;
  /** Opens an address to which a sign-in under way leads; an announcement may still be on its way. */
  open(address: string): void;
}

export interface WatchParts {
  readonly changed: (state: EngineState) => void;
  readonly open: (address: string) => void;
}

/** Milliseconds: window and watch may be told by two connections, of which neither waits for the other. */
const announcementWait = 2_000;

export function watchForDesktop(client: AdminClient, { changed, open }: WatchParts): DesktopWatch {
  const announced = new Map<string, string>();
  const wanted = new Set<string>();
  let state: EngineState = { sessions: 0, isPaused: false, signedOut: [] };
  const become = (change: Partial<EngineState>) => {
    state = { ...state, ...change };
    changed(state);
  };
  // An engine of another version may not know a question.
  const look = () =>
    void client.call('status.get', {}).then(
      ({ sessions, paused }) => become({ sessions, isPaused: paused }),
      () => undefined,
    );
  const lookAtHealth = () =>
    void client.call('health.list', {}).then(
      ({ dsns }) => {
        const waiting = dsns.filter(
          ({ findings: [worst] }) => worst !== undefined && needsSignIn(worst.state),
        );
        become({ signedOut: waiting.map(({ name }) => name) });
      },
      () => undefined,
    );
  client.on('status.changed', look);
  client.on('health.changed', lookAtHealth);
  client.on('dsn.changed', lookAtHealth);
  client.on('signIn.changed', ({ id, state: signIn }) => {
    if (signIn.phase !== 'waiting') return void announced.delete(id);
    announced.set(id, signIn.authorizationUrl);
    if (wanted.delete(signIn.authorizationUrl)) open(signIn.authorizationUrl);
  });
  look();
  lookAtHealth();
  return {
    pause: (isPaused) =>
      void client.call(isPaused ? 'engine.pause' : 'engine.resume', {}).catch(() => undefined),
    open(address) {
      if (!isWebPage(address)) return;
      if ([...announced.values()].includes(address)) return open(address);
      wanted.add(address);
      setTimeout(() => wanted.delete(address), announcementWait).unref();
    },
  };
}

const needsSignIn = (state: HealthStateName): boolean =>
  state === 'not signed in' || state === 'token expired';

/** What no program but a browser takes, wherever a data source says that its consent page is. */
const isWebPage = (address: string): boolean => /^https?:\/\//.test(address) && URL.canParse(address);
