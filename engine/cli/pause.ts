/** Pausing the engine that runs, and letting it go on. */
import { createAdminClient } from '../admin/client.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { openAdminSocket } from '../host/attach.ts';
import { searchEngine } from '../host/engine-search.ts';
import { expectNoMore, readArguments } from './arguments.ts';
import { print, printJson, type Command } from './command.ts';

export const pause = command(
  'pause',
  'Let the running engine refuse new connections and queries; running ones go on',
  'The engine is paused. "drawbridge resume" lets it go on.',
);
export const resume = command('resume', 'Let a paused engine go on', 'The engine takes queries again.');

function command(name: 'pause' | 'resume', summary: string, done: string): Command {
  return {
    name,
    usage: name,
    summary,
    async run(argv) {
      const args = readArguments(argv, {});
      expectNoMore(args.positionals);
      const places = { dataDir: args.text('data-dir'), runDir: args.text('run-dir') };
      const running = await searchEngine('', { ...places, env: process.env });
      if (running === null) {
        throw new DrawbridgeError(SqlState.cannotConnect, 'No engine runs.', {
          hint: 'Start it with "drawbridge host".',
        });
      }
      const admin = createAdminClient(await openAdminSocket(running));
      try {
        await admin.call(`engine.${name}`, {});
      } finally {
        admin.close();
      }
      if (args.flag('json')) printJson({ paused: name === 'pause' });
      else print(done);
      return 0;
    },
  };
}
