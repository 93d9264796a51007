/** The registry of Windows in memory, and a prompt for rights that a test answers. */
import type { MachineRegistry } from '../machine-registry.ts';
import type { RegistryChange } from '../reg-file.ts';
import type { ElevationOutcome } from '../windows-elevation.ts';

export class MemoryRegistry implements MachineRegistry {
  readonly keys = new Map<string, Map<string, string>>();
  /** Whether this process may change what holds for all accounts. */
  isAdministrator = true;
  outcome: ElevationOutcome = 'done';
  program: readonly string[] | null = ['C:\\node.exe', 'C:\\drawbridge.cjs'];
  /** What was started with rights. */
  readonly elevated: (readonly string[])[] = [];

  readonly registry = {
    read: (path: string) =>
      Promise.resolve(
        [...this.keys]
          .filter(([other]) => other === path || other.startsWith(`${path}\\`))
          .map(([other, values]) => ({ path: other, values: [...values] })),
      ),
    apply: (changes: readonly RegistryChange[]) => {
      for (const change of changes) this.#apply(change);
      return Promise.resolve();
    },
    mayChange: () => Promise.resolve(this.isAdministrator),
  };

  readonly ownProgram = () => Promise.resolve(this.program);
  readonly runElevated = (words: readonly string[]) => {
    this.elevated.push(words);
    return Promise.resolve(this.outcome);
  };

  #apply(change: RegistryChange): void {
    if ('remove' in change) {
      this.keys.delete(change.path);
      return;
    }
    if (!this.isAdministrator && change.path.startsWith('HKEY_LOCAL_MACHINE'))
      throw new Error('Access is denied.');
    const values = this.keys.get(change.path) ?? new Map<string, string>();
    this.keys.set(change.path, values);
    for (const [name, value] of change.set)
      if (value === null) values.delete(name);
      else values.set(name, value);
  }

  set(path: string, values: Readonly<Record<string, string>>): void {
    this.keys.set(path, new Map(Object.entries(values)));
  }
}
