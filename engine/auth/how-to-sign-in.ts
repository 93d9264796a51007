import type { DsnKey } from '../dsn/dsn-store.ts';

/** What to do where nobody is signed in; null: for a connection without a data source. */
export function howToSignIn(dsn: DsnKey | null): string {
  return `Run ${loginCommand(dsn)}, or press Sign in in the Drawbridge window.`;
}

/** An application that runs unattended shows this to somebody who has to know which data source it is about. */
function loginCommand(dsn: DsnKey | null): string {
  const name = dsn?.name ?? 'NAME';
  const shown = /\s/.test(name) ? `"${name}"` : name;
  const scope = dsn === null || dsn.scope === 'user' ? '' : ` --${dsn.scope}`;
  return `drawbridge login --dsn ${shown}${scope}`;
}
