import { setMaxListeners } from 'node:events';

/** Stopping a part of the work without stopping the whole, while the whole still stops the part. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  abort(): void;
  /** Ends the tie to the outer signal, which may outlive this work by far. */
  unlink(): void;
}

export function linkedAbort(outer: AbortSignal): LinkedAbort {
  const controller = new AbortController();
  // Node warns of a leak beyond ten listeners; here each call under way is one.
  setMaxListeners(0, outer, controller.signal);
  const follow = () => {
    controller.abort(outer.reason);
  };
  outer.addEventListener('abort', follow, { once: true });
  if (outer.aborted) follow();
  return {
    signal: controller.signal,
    abort: () => {
      controller.abort();
    },
    unlink: () => {
      outer.removeEventListener('abort', follow);
    },
  };
}
