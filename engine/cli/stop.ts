/** Stopping the engine that runs: what SIGTERM does, also where there are no signals. */
import { AdminError, type AdminClient } from '../admin/client.ts';
import { SqlState } from '../error.ts';
import { expectNoMore, readArguments } from './arguments.ts';
import { print, printJson, type Command } from './command.ts';
import { withRunningEngine } from './engine.ts';

export const stop: Command = {
  name: 'stop',
  usage: 'stop',
  summary: 'Stop the running engine; running statements get 10 seconds to end',
  async run(argv) {
    const args = readArguments(argv, {});
    expectNoMore(args.positionals);
    await withRunningEngine(args, untilGone);
    if (args.flag('json')) printJson({ stopped: true });
    else print('The engine has stopped.');
    return 0;
  },
};

/** The engine keeps its clients' connections until the last statement has ended. */
async function untilGone(admin: AdminClient): Promise<void> {
  const gone = new Promise<void>((resolve) => admin.onClose(resolve));
  await admin.call('engine.stop', {}).catch((error: unknown) => {
    // Its answer may be overtaken by its end.
    if (!(error instanceof AdminError && error.failure.sqlState === SqlState.connectionLost)) throw error;
  });
  await gone;
}
