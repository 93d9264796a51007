/** Pausing the engine that runs, and letting it go on. */
import { expectNoMore, readArguments } from './arguments.ts';
import { print, printJson, type Command } from './command.ts';
import { withRunningEngine } from './engine.ts';

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
      await withRunningEngine(args, (admin) => admin.call(`engine.${name}`, {}));
      if (args.flag('json')) printJson({ paused: name === 'pause' });
      else print(done);
      return 0;
    },
  };
}
