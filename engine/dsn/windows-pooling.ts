/**
 * Connection pooling on Windows: applications ask for it, and CPTimeout of a driver's key says for how many seconds a
 * connection that is not used stays. Without it, or with 0, the driver's connections are not pooled
 * (https://support.microsoft.com/kb/189410). There is no switch for all drivers.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { valueOf } from './connection-string.ts';
import { foldIniName } from './ini-file.ts';
import { changeMachine, type MachineRegistry } from './machine-registry.ts';
import { checkTimeout, unknownDriver } from './pool-timeout.ts';
import type { PoolingState, PoolingWish, PoolTimeout } from './pooling.ts';
import { driverRoots, registeredDrivers, type RegisteredDriver } from './windows-driver-keys.ts';

export async function readPoolingOnWindows({
  registry,
}: Pick<MachineRegistry, 'registry'>): Promise<PoolingState> {
  const drivers = await registeredDrivers(registry);
  return {
    manager: 'Windows',
    on: true,
    file: driverRoots.system,
    scope: 'system',
    drivers: drivers
      // Only those of all accounts are found by Windows.
      .filter(({ scope }) => scope === 'system')
      .map((driver) => ({
        name: driver.name,
        timeout: timeoutOf(driver),
        scope: driver.scope,
        file: driver.key,
      })),
  };
}

/** Throws as `setPooling` does; 0A000 for switching all of it off. */
export async function setPoolingOnWindows(
  machine: MachineRegistry,
  { on, drivers }: PoolingWish,
  elevate = false,
): Promise<void> {
  if (!on) throw noSwitch();
  const before = await readPoolingOnWindows(machine);
  const changes = drivers.flatMap(({ name, timeout }) => {
    checkTimeout(timeout);
    const known = before.drivers.find((driver) => foldIniName(driver.name) === foldIniName(name));
    if (known === undefined) throw unknownDriver(name);
    const wanted = timeout === 0 ? 'none' : timeout;
    return known.timeout === wanted ? [] : [{ ...known, timeout: wanted }];
  });
  if (changes.length === 0) return;
  await changeMachine(machine, {
    key: driverRoots.system,
    what: 'the pooling of ODBC drivers',
    steps: changes.map(({ file, timeout }) => ({
      path: file,
      set: [['CPTimeout', timeout === 'none' ? '0' : String(timeout)]],
    })),
    commands: changes.map(({ name, timeout }) => [
      'pooling',
      'on',
      '--driver',
      name,
      '--timeout',
      String(timeout),
    ]),
    elevate,
  });
}

function timeoutOf({ pairs }: RegisteredDriver): PoolTimeout {
  const seconds = Number.parseInt(valueOf(pairs, 'CPTimeout'), 10);
  return seconds > 0 ? seconds : 'none';
}

function noSwitch(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.featureNotSupported,
    'Windows has no switch that turns connection pooling off for all drivers.',
    { hint: 'Set the timeout of each driver to none: "drawbridge pooling on --driver NAME --timeout none".' },
  );
}
