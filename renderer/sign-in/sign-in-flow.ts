/**
 * One sign-in by the browser, from the callback listener to the answer. The engine does the work and reports it
 * by events; an event may overtake the answer that tells this flow its id, so events are kept until then.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { AdminError } from '../../engine/admin/client.ts';
import type { Failure, SignInState } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { DsnKey } from '../stores/dsn-store.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

type FlowState =
  | { readonly phase: 'starting' }
  /** The browser could not come back, so it was not opened. */
  | {
      readonly phase: 'portTaken';
      readonly failure: Failure;
      readonly callbackUrl: string;
      readonly suggestion: string | null;
    }
  | SignInState;

export interface SignInFlow {
  readonly state: StoreApi<FlowState>;
  /** Hands over the code or the redirect address; answers with what was wrong with it. */
  paste(text: string): Promise<Failure | null>;
  /** Gives the sign-in up if it is still under way, and stops listening. */
  end(): void;
}

export type OpenPage = (address: string) => void;

export interface SignInOptions {
  /** False: the answer will be pasted, and the port of the callback is left alone. */
  readonly listen?: boolean;
}

/** The engine listens on IPv4 and IPv6 before the page of consent is opened. */
export function startSignIn(
  engine: EngineConnection,
  dsn: DsnKey,
  openPage: OpenPage,
  options: SignInOptions = {},
): SignInFlow {
  const state = createStore<FlowState>(() => ({ phase: 'starting' }));
  const early = new Map<string, SignInState>();
  let id: string | undefined;
  let ended = false;

  const endEvents = engine.on('signIn.changed', (event) => {
    if (id === undefined) early.set(event.id, event.state);
    else if (event.id === id) state.setState(event.state, true);
  });
  const endConnection = engine.state.subscribe(({ phase }) => {
    if (phase !== 'lost' || !underWay(state.getState())) return;
    const failure = { sqlState: '08006', ...messages.connection.notConnected };
    state.setState({ phase: 'failed', failure }, true);
  });
  const start = async () => {
    try {
      const started = await engine.call('signIn.start', { name: dsn.name, scope: dsn.scope, ...options });
      id = started.id;
      if (ended) {
        await engine.call('signIn.cancel', { id });
        return;
      }
      const { id: _id, ...waiting } = started;
      state.setState(early.get(id) ?? { phase: 'waiting', ...waiting }, true);
      if (state.getState().phase === 'waiting') openPage(started.authorizationUrl);
    } catch (error) {
      const failure = asFailure(error);
      const taken = failure.sqlState === wrongState ? await takenPort(engine, dsn) : null;
      if (!ended) state.setState(taken ?? { phase: 'failed', failure }, true);
    }
  };
  void start();

  return {
    state,
    async paste(text) {
      if (id === undefined) return null;
      try {
        await engine.call('signIn.paste', { id, text });
        return null;
      } catch (error) {
        return asFailure(error);
      }
    },
    end() {
      ended = true;
      endEvents();
      endConnection();
      if (id === undefined || !underWay(state.getState())) return;
      engine.call('signIn.cancel', { id }).catch(ignoreLostEngine);
    },
  };
}

const wrongState = '55000';

/** Null when it was not the port after all. */
async function takenPort(engine: EngineConnection, { name, scope }: DsnKey): Promise<FlowState | null> {
  try {
    const [{ values }, { properties }] = await Promise.all([
      engine.call('dsn.get', { name, scope }),
      engine.call('properties.list', {}),
    ]);
    const catalogued = properties.find((property) => property.name === 'CallbackURL');
    const callbackUrl = values['CallbackURL'] ?? catalogued?.default ?? '';
    const { problem, suggestion } = await engine.call('callback.check', { callbackUrl });
    return problem === null ? null : { phase: 'portTaken', failure: problem, callbackUrl, suggestion };
  } catch {
    // What the sign-in itself said is shown then.
    return null;
  }
}

function underWay({ phase }: FlowState): boolean {
  return phase === 'starting' || phase === 'waiting' || phase === 'exchanging';
}

/** An engine that is gone, or that has ended the sign-in by itself, needs no cancel. */
function ignoreLostEngine(error: unknown): void {
  if (!(error instanceof AdminError)) throw error;
}
