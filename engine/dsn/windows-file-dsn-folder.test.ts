import { expect, it } from 'vitest';
import { MemoryRegistry } from './test-support/memory-registry.ts';
import { fileDsnFolderOnWindows, setFileDsnFolderOnWindows } from './windows-file-dsn-folder.ts';

const key = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\ODBC\ODBC.INI\ODBC File DSN`;
const env = { CommonProgramFiles: 'D:\\Common' };

it("is the user's own, else the machine's, else that of Windows", async () => {
  const machine = new MemoryRegistry();
  const folder = () => fileDsnFolderOnWindows(machine.registry, env);
  expect(await folder()).toBe('D:\\Common\\ODBC\\Data Sources');
  machine.set(key, { DefaultDSNDir: 'D:\\Everybody' });
  expect(await folder()).toBe('D:\\Everybody');
  machine.isAdministrator = false;
  await setFileDsnFolderOnWindows(machine.registry, 'C:\\Mine');
  expect(await folder()).toBe('C:\\Mine');
  expect(machine.keys.get(key)?.get('DefaultDSNDir')).toBe('D:\\Everybody');
});
