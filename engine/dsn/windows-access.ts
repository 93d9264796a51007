/**
 * Files and folders of Windows for one account alone: what the modes 0600 and 0700 are elsewhere. The system itself and
 * its administrators keep their rights, as root does.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DrawbridgeError, SqlState } from '../error.ts';

/** `unknown`: Windows does not tell; so it is where there is no such command as icacls. */
export type Access = 'own' | 'shared' | 'unknown';

export interface WindowsAccess {
  /** Who may read a file or folder. */
  of(place: string): Promise<Access>;
  /**
   * Lets this account alone in, of a folder also to what will be in it. Throws 58030 where others keep their rights, or
   * where nobody can tell, unless it lies in the account's profile.
   */
  close(place: string): Promise<void>;
}

type Run = (program: string, args: readonly string[]) => Promise<string>;

export function windowsAccess(
  env: Readonly<Record<string, string | undefined>> = process.env,
  run: Run = runProgram,
): WindowsAccess {
  // Not what PATH leads to: this decides whom secrets are shown to.
  const program = (name: string): string =>
    path.win32.join(env['SystemRoot'] || 'C:\\Windows', 'System32', name);

  async function ownSid(): Promise<string | null> {
    const text = await run(program('whoami.exe'), ['/user', '/fo', 'csv', '/nh']).catch(() => '');
    return /\bS-1-[\d-]+\b/.exec(text)?.[0] ?? null;
  }

  async function accessFor(place: string, sid: string): Promise<Access> {
    const folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-access-'));
    try {
      const file = path.join(folder, 'access.txt');
      await run(program('icacls.exe'), [place, '/save', file, '/q']);
      return accessIn(await readFile(file, 'utf16le'), sid);
    } catch {
      return 'unknown';
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async function of(place: string): Promise<Access> {
    const sid = await ownSid();
    return sid === null ? 'unknown' : accessFor(place, sid);
  }

  return Object.freeze<WindowsAccess>({
    of,
    async close(place) {
      const sid = await ownSid();
      let access: Access = sid === null ? 'unknown' : await accessFor(place, sid);
      if (sid !== null && access === 'shared') {
        const grants = [sid, systemSid].map((whom) => `*${whom}:${fullControl}`);
        await run(program('icacls.exe'), [place, '/inheritance:r', '/grant:r', ...grants, '/q']).catch(
          () => undefined,
        );
        access = await accessFor(place, sid);
      }
      if (access === 'own' || (access === 'unknown' && isInProfile(place, env))) return;
      throw notClosed(place, access);
    },
  });
}

/** Closes what was made with a mode of its owner's alone, which Windows does not know. Elsewhere nothing is left to do. */
export async function closeOnWindows(place: string): Promise<void> {
  if (process.platform === 'win32') await windowsAccess().close(place);
}

const systemSid = 'S-1-5-18';
/** For files the part on inheritance means nothing and is ignored. */
const fullControl = '(OI)(CI)F';

/** https://learn.microsoft.com/windows/win32/secauthz/sid-strings: system, administrators, and whoever owns or made it. */
const trusted = new Set(['SY', 'BA', 'OW', 'CO', systemSid, 'S-1-5-32-544', 'S-1-3-0', 'S-1-3-4']);

/**
 * Reads what `icacls /save` writes: the name, then the list of rights in the form of
 * https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format.
 */
function accessIn(text: string, sid: string): Access {
  const list = /^D:.*$/m.exec(text.replaceAll('\r', ''))?.[0];
  if (list === undefined) return 'unknown';
  const entries = [...list.matchAll(/\(([^()]*)\)/g)].map(([, entry = '']) => entry.split(';'));
  // Without a list everybody may do everything; an empty one lets nobody in, the owner neither.
  if (list.includes('NO_ACCESS_CONTROL')) return 'shared';
  // The account that Windows was installed with has a short name there.
  const own = new Set([sid, ...(sid.endsWith('-500') ? ['LA'] : [])]);
  const others = entries.filter(
    ([type = '', , , , , whom = '']) => !type.includes('D') && !own.has(whom) && !trusted.has(whom),
  );
  return others.length === 0 ? 'own' : 'shared';
}

function isInProfile(
  place: string,
  { USERPROFILE: profile = '' }: Readonly<Record<string, string | undefined>>,
) {
  const relative = path.win32.relative(profile, place);
  return profile !== '' && !relative.startsWith('..') && !path.win32.isAbsolute(relative);
}

function notClosed(place: string, access: 'shared' | 'unknown'): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.ioError,
    access === 'shared'
      ? `Other accounts of this computer may read ${place}, and that could not be changed.`
      : `Windows does not say who may read ${place}.`,
    {
      hint: 'Choose a place in your own profile: leave out --data-dir and --run-dir, or name a folder there.',
    },
  );
}

async function runProgram(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], { windowsHide: true });
  return stdout;
}
