/**
 * Where Windows looks for a data source in a file that is named without a folder: DefaultDSNDir in the key
 * `ODBC File DSN`, of the user, else of the machine.
 */
import path from 'node:path';
import { valueOf } from './connection-string.ts';
import type { Environment } from './odbc-files.ts';
import type { Registry } from './windows-registry.ts';

const keys = ['HKEY_CURRENT_USER', 'HKEY_LOCAL_MACHINE'].map(
  (root) => `${root}\\SOFTWARE\\ODBC\\ODBC.INI\\ODBC File DSN`,
);
const [userKey = ''] = keys;
const name = 'DefaultDSNDir';

export async function fileDsnFolderOnWindows(registry: Registry, env: Environment): Promise<string> {
  for (const key of keys) {
    const found = (await registry.read(key)).find(
      ({ path: other }) => other.toLowerCase() === key.toLowerCase(),
    );
    const folder = valueOf(found?.values ?? [], name);
    if (folder !== '') return folder;
  }
  return systemFileDsnFolderOnWindows(env);
}

export function systemFileDsnFolderOnWindows(env: Environment): string {
  const common = env['CommonProgramFiles'] || 'C:\\Program Files\\Common Files';
  return path.win32.join(common, 'ODBC', 'Data Sources');
}

/** For this account: what the machine's key says stays for the others. */
export function setFileDsnFolderOnWindows(registry: Registry, folder: string): Promise<void> {
  return registry.apply([{ path: userKey, set: [[name, folder]] }]);
}
