import { DrawbridgeError, SqlState } from '../error.ts';
import { readArguments, UsageError } from './arguments.ts';
import { printJson, remark, type Command } from './command.ts';
import { withEngine } from './engine.ts';

export const vault: Command = {
  name: 'vault',
  usage: 'vault new --yes',
  summary: 'Start a new vault where the old one cannot be opened any more; the old file is kept',
  async run(argv) {
    const args = readArguments(argv, { yes: 'flag' });
    if (args.positionals.join(' ') !== 'new')
      throw new UsageError('What shall be done? Only "new" is known.');
    if (!args.flag('yes')) throw unsure();
    const { aside } = await withEngine(args, (admin) => admin.call('vault.startNew', {}));
    remark(
      `The old vault is kept as ${aside}. Enter the secrets and sign in again; "drawbridge doctor" says where.`,
    );
    if (args.flag('json')) printJson({ aside });
    return 0;
  },
};

function unsure(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.wrongState,
    'A new vault is empty: every secret and sign-in that this account has kept is lost, unless the key of the old vault is found.',
    { hint: 'Nothing was changed. If the key is gone for good, say so with "drawbridge vault new --yes".' },
  );
}
