/** What `drawbridge doctor` finds: each thing that has to be right, and how to mend it where it is not. */
import { access, constants, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { keyFileKind } from '../auth/key-file-keeper.ts';
import { keeperKinds } from '../auth/vault-file.ts';
import { windowsAccess } from '../dsn/windows-access.ts';
import { asDrawbridgeError } from '../error.ts';
import { findEngine } from './attach.ts';
import { driverSetup } from './driver-setup.ts';
import { engineFolders, type EngineOptions } from './engine.ts';
import { productVersion } from './product.ts';

export interface Finding {
  readonly subject: string;
  readonly ok: boolean;
  readonly text: string;
}

export async function diagnose(options: EngineOptions): Promise<readonly Finding[]> {
  const folders = engineFolders(options);
  const running = await findEngine(options, options.env);
  const status = await driverSetup(folders.data, options.env).status();
  return [
    { subject: 'Program', ok: true, text: `Drawbridge ${productVersion} on Node ${process.versions.node}` },
    await folderFinding(folders.data),
    running === null
      ? {
          subject: 'Engine',
          ok: false,
          text: `Does not run in ${folders.run}. Start it with "drawbridge host".`,
        }
      : { subject: 'Engine', ok: true, text: `Process ${running.endpoint.pid} answers in ${running.runDir}` },
    {
      subject: 'ODBC driver',
      ok: status.registered || status.installed,
      text: status.registered
        ? `Registered: ${status.library}`
        : [
            ...(status.installed ? [`Installed for this account: ${status.library}.`] : []),
            ...status.problems,
            ...(status.installed ? [] : ['Run "drawbridge driver install".']),
          ].join(' '),
    },
    await vaultFinding(folders.vault, folders.vaultKey),
  ];
}

/** Looks only: a folder that is not there yet is fine where it can be made. */
async function folderFinding(folder: string): Promise<Finding> {
  const subject = 'Data folder';
  try {
    await access(await nearestThere(folder), constants.W_OK | constants.X_OK);
    return { subject, ok: true, text: folder };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { subject, ok: false, text: `${folder} cannot be written: ${reason}` };
  }
}

async function nearestThere(folder: string): Promise<string> {
  const there = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (there === null) return nearestThere(path.dirname(folder));
  if (!there.isDirectory()) throw new Error(`${folder} is no folder`);
  return folder;
}

/** What protects the secrets, and whether only the user can read it. */
async function vaultFinding(vault: string, keyFile: string): Promise<Finding> {
  const subject = 'Vault';
  const file = path.join(vault, 'vault.json');
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return { subject, ok: true, text: 'Empty: no secret is kept yet.' };
  try {
    if (!keeperKinds(file, bytes).includes(keyFileKind))
      return {
        subject,
        ok: true,
        text: 'Protected by the key store of the desktop, which its window reaches',
      };
  } catch (thrown) {
    const { message, hint = '' } = asDrawbridgeError(thrown);
    return { subject, ok: false, text: `${message} ${hint}` };
  }
  const key = await stat(keyFile).catch(() => null);
  if (key === null)
    return {
      subject,
      ok: false,
      text: `Its key file ${keyFile} is gone. Put it back; if it is lost for good, "drawbridge vault new" starts another vault.`,
    };
  const isWindows = process.platform === 'win32';
  const open = isWindows ? (await windowsAccess().of(keyFile)) === 'shared' : (key.mode & 0o077) !== 0;
  const mend = isWindows
    ? `let your own account alone read it (Properties, Security): ${keyFile}`
    : `chmod 600 ${keyFile}`;
  return open
    ? { subject, ok: false, text: `Others may read the key file: ${mend}` }
    : { subject, ok: true, text: `Protected by the key file ${keyFile}` };
}
