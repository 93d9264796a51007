import type { Output } from '../admin/contract.ts';
import { expectNoMore, readArguments, UsageError } from './arguments.ts';
import { print, printJson, remark, type Command } from './command.ts';
import { elevateOf, withEngine, withWritingEngine } from './engine.ts';

export const trace: Command = {
  name: 'trace',
  usage: 'trace on | off | status   [--file PATH] [--system] [--elevate]',
  summary: "Switch the ODBC driver manager's trace on or off, or say how it stands",
  async run(argv) {
    const args = readArguments(argv, { file: 'text', system: 'flag', elevate: 'flag' });
    const [verb, ...more] = args.positionals;
    expectNoMore(more);
    if (verb !== 'on' && verb !== 'off' && verb !== 'status')
      throw new UsageError('What shall be done? One of on, off, status.');
    const mayWrite = verb !== 'status' && args.flag('system');
    return (mayWrite ? withWritingEngine : withEngine)(args, async (admin) => {
      const before = await admin.call('tracing.get', {});
      const state =
        verb === 'status'
          ? before
          : await admin.call('tracing.set', {
              on: verb === 'on',
              machineWide: args.flag('system') || (verb === 'off' && before.machineWide),
              path: args.text('file') ?? before.path,
              ...elevateOf(args),
            });
      if (args.flag('json')) printJson(state);
      else if (verb === 'status') print(sentence(state));
      else remark(sentence(state));
      return 0;
    });
  },
};

function sentence({ on, machineWide, path, file }: Output<'tracing.get'>): string {
  if (!on) return 'Tracing is off.';
  const whose = machineWide ? 'for every account' : 'for this account';
  return `Tracing is on ${whose} (${file}): programs that start from now on write to ${path}, with data and the secrets of connection strings.`;
}
