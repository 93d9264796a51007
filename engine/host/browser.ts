/** Opening the system's browser. */
import { spawn } from 'node:child_process';
import { withoutPassphrase } from './vault-passphrase.ts';

/** How an address is opened on this machine, or null where there is no display. */
function opener(env: NodeJS.ProcessEnv): readonly string[] | null {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  const display = (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  return display ? ['xdg-open'] : null;
}

/** Whether a browser can be opened for the user. */
export const hasDesktop = (env: NodeJS.ProcessEnv): boolean => opener(env) !== null;

/**
 * With these xdg-open says that it has opened nothing (its manual: file missing, tool missing, action failed). Other
 * statuses may be those of a browser that was closed.
 */
const nothingOpened = new Set([2, 3, 4]);

/**
 * False when there is no display: the caller prints the address then. Only http and https are opened. `failed` is
 * called where it turns out that nothing was opened.
 */
export function openInBrowser(
  address: string,
  env: NodeJS.ProcessEnv,
  failed: () => void = () => undefined,
): boolean {
  const [program, ...args] = opener(env) ?? [];
  if (program === undefined || !/^https?:\/\//.test(address)) return false;
  // A command that asks a running engine has taken no passphrase out of its environment.
  const inherited = withoutPassphrase(env);
  const child = spawn(program, [...args, address], { detached: true, stdio: 'ignore', env: inherited });
  child.on('error', failed);
  child.on('exit', (status) => {
    if (status !== null && nothingOpened.has(status)) failed();
  });
  child.unref();
  return true;
}
