/** Where an engine listens for the programs of its own computer: a Unix socket, on Windows a named pipe. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';

export type LocalPlace =
  | { readonly socket: string; readonly pipe: null; readonly adminPipe: null }
  | { readonly socket: null; readonly pipe: string; readonly adminPipe: string };

/**
 * `port` names the socket as libpq looks for it. Pipes lie in no folder, so that anybody could make one of a name that
 * is known beforehand: these are told by endpoint.json alone, and ask for the password that stands there. `adminPipe` is
 * that of the command line.
 */
export function localPlace(platform: NodeJS.Platform, runDir: string, port: number): LocalPlace {
  if (platform !== 'win32') {
    return { socket: path.join(runDir, `.s.PGSQL.${port}`), pipe: null, adminPipe: null };
  }
  const pipe = `\\\\.\\pipe\\drawbridge-${randomBytes(12).toString('hex')}`;
  return { socket: null, pipe, adminPipe: `${pipe}-admin` };
}
