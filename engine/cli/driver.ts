import { driverSetup, type DriverSetup } from '../host/driver-setup.ts';
import { engineFolders } from '../host/engine.ts';
import { expectNoMore, readArguments, UsageError } from './arguments.ts';
import { print, printJson, remark, type Command } from './command.ts';
import { withEngine } from './engine.ts';

export const driver: Command = {
  name: 'driver',
  usage: 'driver install | uninstall | status | list   [--system] [--elevate]',
  summary: 'Register the ODBC driver for this user, take that back, say how it stands, or list all drivers',
  async run(argv) {
    const args = readArguments(argv, { system: 'flag', elevate: 'flag' });
    const [verb, ...more] = args.positionals;
    expectNoMore(more);
    const { data } = engineFolders({ dataDir: args.text('data-dir'), env: process.env });
    const setup = driverSetup(data, process.env);
    const system = args.flag('system');
    switch (verb) {
      case 'install': {
        const { library, file } = await setup.install(system, args.flag('elevate'));
        remark(`The driver is registered in ${file}; its library is ${library}.`);
        return 0;
      }
      case 'uninstall':
        await setup.uninstall(system, args.flag('elevate'));
        remark('The driver is no longer registered.');
        return 0;
      case 'status': {
        const status = await setup.status();
        if (args.flag('json')) printJson(status);
        else {
          print(placeOf(status));
          for (const problem of status.problems) print(problem);
        }
        if (status.registered) return 0;
        remark(
          status.installed
            ? 'drawbridge: the ODBC driver is installed for this account, and not found by its name.'
            : 'drawbridge: the ODBC driver is not in its place; drawbridge driver install puts it there.',
        );
        return 1;
      }
      case 'list':
        return withEngine(args, async (admin) => {
          const { drivers } = await admin.call('driver.list', {});
          if (args.flag('json')) printJson(drivers);
          else
            for (const { name, version, library, missing } of drivers)
              print([name, version, missing ? `missing: ${library}` : library].join('\t'));
          return 0;
        });
      default:
        throw new UsageError('What shall be done? One of install, uninstall, status, list.');
    }
  },
};

function placeOf({ registered, installed, library }: Awaited<ReturnType<DriverSetup['status']>>): string {
  if (registered) return `Registered: ${library}`;
  return installed ? `Installed for this account: ${library}` : 'Not registered.';
}
