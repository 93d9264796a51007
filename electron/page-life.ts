/**
 * What happens to the page besides being looked at: it asks before unsaved work is lost, and a renderer process that
 * crashes is replaced, unless it crashes again and again.
 */
import type { WebContents } from 'electron';
import { messages } from '../renderer/messages.ts';

export interface PageLifeParts {
  /** Whether the user gives up what is unsaved. */
  readonly mayDiscard: () => boolean;
  readonly load: () => void;
  readonly reportFailure: (message: string, hint: string) => void;
}

const mostCrashes = 3;
const memory = 60_000;

export function watchPage(
  contents: Pick<WebContents, 'on'>,
  { mayDiscard, load, reportFailure }: PageLifeParts,
): void {
  // Electron keeps the page without a word when it asks; preventing that lets the page go.
  contents.on('will-prevent-unload', (event) => {
    if (mayDiscard()) event.preventDefault();
  });
  let crashes: readonly number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = Date.now();
    crashes = [...crashes.filter((time) => now - time < memory), now];
    if (crashes.length <= mostCrashes) load();
    else reportFailure(messages.desktop.windowEnds.message(reason), messages.desktop.windowEnds.hint);
  });
}
