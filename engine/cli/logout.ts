import { expectNoMore, readArguments, UsageError } from './arguments.ts';
import { remark, type Command } from './command.ts';
import { dsnKey } from './dsn-scope.ts';
import { withEngine } from './engine.ts';

export const logout: Command = {
  name: 'logout',
  usage: 'logout --dsn NAME [--system | --file]',
  summary: 'Forget the sign-in of a data source on this computer',
  async run(argv) {
    const args = readArguments(argv, { dsn: 'text', system: 'flag', file: 'flag' });
    const name = args.text('dsn');
    if (name === undefined) throw new UsageError('Which data source? Name it with --dsn.');
    expectNoMore(args.positionals);
    const key = dsnKey(args, name);
    const { hint } = await withEngine(args, (admin) => admin.call('signIn.forget', key));
    remark(`The sign-in of ${name} is forgotten. ${hint}`);
    return 0;
  },
};
