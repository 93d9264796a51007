/**
 * Asking for administrator rights: whichever call the engine refuses for the want of them waits for the user's answer,
 * and is made once more with `elevate`. No view needs to know of it.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { AdminError } from '../../engine/admin/client.ts';
import type { Failure, Input, Output, ProcedureName } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { asFailure } from './as-failure.ts';

export type Elevation = NonNullable<Failure['elevation']>;

interface ElevationState {
  /** What is asked for now; null: nothing. */
  readonly asked: Elevation | null;
  /** The system asks for a password meanwhile. */
  readonly busy: boolean;
}

export interface ElevationStore extends StoreApi<ElevationState> {
  answer(agreed: boolean): void;
  /** The same connection, with calls that ask. */
  over(engine: EngineConnection): EngineConnection;
}

export function createElevationStore(): ElevationStore {
  const store = createStore<ElevationState>(() => ({ asked: null, busy: false }));
  let resolveAnswer: ((agreed: boolean) => void) | null = null;
  // Two calls that need rights are asked about one after the other.
  let turn: Promise<unknown> = Promise.resolve();

  const ask = (asked: Elevation): Promise<boolean> =>
    new Promise((resolve) => {
      resolveAnswer = resolve;
      store.setState({ asked, busy: false });
    });
  const close = () => store.setState({ asked: null, busy: false });

  async function again<P extends ProcedureName>(
    asked: Elevation,
    call: () => Promise<Output<P>>,
  ): Promise<Output<P>> {
    if (!(await ask(asked))) {
      close();
      throw new AdminError(refused);
    }
    store.setState({ busy: true });
    return call().finally(close);
  }

  return {
    ...store,
    answer(agreed) {
      resolveAnswer?.(agreed);
      resolveAnswer = null;
    },
    over(engine) {
      const call = async <P extends ProcedureName>(
        procedure: P,
        input: Input<P>,
        signal?: AbortSignal,
      ): Promise<Output<P>> => {
        try {
          return await engine.call(procedure, input, signal);
        } catch (error) {
          const { elevation } = asFailure(error);
          if (elevation === undefined || !(error instanceof AdminError)) throw error;
          // Only procedures that take `elevate` fail so.
          const elevated = { ...input, elevate: true };
          const next = turn.then(() => again<P>(elevation, () => engine.call(procedure, elevated, signal)));
          turn = next.catch(() => undefined);
          return next;
        }
      };
      return { ...engine, call };
    },
  };
}

const refused: Failure = {
  sqlState: '42501',
  message: messages.elevation.refused,
  hint: messages.elevation.refusedHint,
};
