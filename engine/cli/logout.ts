import { expectNoMore, readArguments, UsageError } from './arguments.ts';
import { remark, type Command } from './command.ts';
import { withEngine } from './engine.ts';

export const logout: Command = {
  name: 'logout',
  usage: 'logout --dsn NAME [--system]',
  summary: 'Forget the sign-in of a data source on this computer',
  async run(argv) {
    const args = readArguments(argv, { dsn: 'text', system: 'flag' });
    const name = args.text('dsn');
    if (name === undefined) throw new UsageError('Which data source? Name it with --dsn.');
    expectNoMore(args.positionals);
    const scope = args.flag('system') ? 'system' : 'user';
    const { hint } = await withEngine(args, (admin) => admin.call('signIn.forget', { name, scope }));
    remark(`The sign-in of ${name} is forgotten. ${hint}`);
    return 0;
  },
};
