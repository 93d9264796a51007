/** What `drawbridge doctor` finds: each thing that has to be right, and how to mend it where it is not. */
import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { openDriverManager } from '../dsn/driver-manager.ts';
import { findEngine } from './attach.ts';
import { driverSetup, driverVersion } from './driver-setup.ts';
import { engineFolders, type EngineOptions } from './engine.ts';
import type { Finding } from './finding.ts';
import { poolingFindings } from './pooling-finding.ts';
import { productVersion } from './product.ts';
import { vaultFinding } from './vault-finding.ts';

export async function diagnose(options: EngineOptions): Promise<readonly Finding[]> {
  const folders = engineFolders(options);
  const running = await findEngine(options, options.env);
  const manager = openDriverManager({
    env: options.env,
    ownVersion: driverVersion,
    dataDir: folders.data,
  });
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
    ...(await poolingFindings(() => manager.pooling())),
    await vaultFinding({ vault: folders.vault, keyFile: folders.vaultKey }),
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
