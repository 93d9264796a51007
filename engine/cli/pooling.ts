import type { Output, PoolTimeout } from '../admin/contract.ts';
import { expectNoMore, readArguments, UsageError } from './arguments.ts';
import { print, printJson, remark, type Command } from './command.ts';
import { elevateOf, withEngine, withWritingEngine } from './engine.ts';

export const pooling: Command = {
  name: 'pooling',
  usage: 'pooling on | off | status   [--driver NAME --timeout SECONDS|none] [--elevate]',
  summary: "Switch the ODBC driver manager's connection pooling on or off, or say how it stands",
  async run(argv) {
    const args = readArguments(argv, { driver: 'text', timeout: 'text', elevate: 'flag' });
    const [verb, ...more] = args.positionals;
    expectNoMore(more);
    if (verb !== 'on' && verb !== 'off' && verb !== 'status')
      throw new UsageError('What shall be done? One of on, off, status.');
    const [name, timeout] = [args.text('driver'), args.text('timeout')];
    if ((name === undefined) !== (timeout === undefined))
      throw new UsageError('--driver and --timeout are given together.');
    if (verb === 'status' && name !== undefined)
      throw new UsageError('--driver is not expected with status.');
    const drivers =
      name === undefined || timeout === undefined ? [] : [{ name, timeout: timeoutOf(timeout) }];
    return (verb === 'status' ? withEngine : withWritingEngine)(args, async (admin) => {
      const state =
        verb === 'status'
          ? await admin.call('pooling.get', {})
          : await admin.call('pooling.set', { on: verb === 'on', drivers, ...elevateOf(args) });
      if (args.flag('json')) printJson(state);
      else if (verb === 'status') for (const line of lines(state)) print(line);
      else remark(lines(state)[0]);
      return 0;
    });
  },
};

function timeoutOf(text: string): PoolTimeout {
  if (text === 'none') return 'none';
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new UsageError('--timeout takes a whole number of seconds, or none.');
}

function lines({ on, file, drivers }: Output<'pooling.get'>): [string, ...string[]] {
  return [
    `Connection pooling is ${on ? 'on' : 'off'} (${file}).`,
    ...drivers.map(({ name, timeout }) =>
      [name, timeout === 'none' ? 'not pooled' : `${timeout} s`].join('\t'),
    ),
  ];
}
