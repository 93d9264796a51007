/** Whether this process may change what holds for all accounts of the computer. */
import { machineDsns } from '../dsn/registry-dsn-store.ts';
import { windowsRegistry, type Registry } from '../dsn/windows-registry.ts';

/** On Windows the rights of the account do not count, but those of this process: hence the registry is asked. */
export async function hasMachineRights(
  platform: NodeJS.Platform = process.platform,
  registry: () => Pick<Registry, 'mayChange'> = windowsRegistry,
): Promise<boolean> {
  return platform === 'win32' ? registry().mayChange(machineDsns) : process.getuid?.() === 0;
}
