/** Where an engine listens for the programs of its own computer: a Unix socket, on Windows a named pipe. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';

export type LocalPlace =
  | { readonly socket: string; readonly pipe: null }
  | { readonly socket: null; readonly pipe: string };

/**
 * `port` names the socket as libpq looks for it. Pipes lie in no folder, so that anybody could make one of a name that
 * is known beforehand: this one is told by endpoint.json alone, and asks for the password that stands there.
 */
export function localPlace(platform: NodeJS.Platform, runDir: string, port: number): LocalPlace {
  return platform === 'win32'
    ? { socket: null, pipe: `\\\\.\\pipe\\drawbridge-${randomBytes(12).toString('hex')}` }
    : { socket: path.join(runDir, `.s.PGSQL.${port}`), pipe: null };
}
