/** What opens the vault: listing its keys, adding and taking away; and a new vault where none opens it any more. */
import { text as readAll } from 'node:stream/consumers';
import type { Input, Output } from '../admin/contract.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { expectNoMore, readArguments, UsageError, type Arguments } from './arguments.ts';
import { print, printJson, remark, type Command } from './command.ts';
import { withEngine } from './engine.ts';

export const vault: Command = {
  name: 'vault',
  usage:
    'vault [list | add key-file|key-store|shared-key [--file PATH] | add passphrase <FILE | remove KEY | new --yes]',
  summary: 'Show what opens the vault with the secrets, add a key or take one away, or start a new vault',
  async run(argv) {
    const args = readArguments(argv, { yes: 'flag', file: 'text' });
    const [what = 'list', ...more] = args.positionals;
    switch (what) {
      case 'list':
        expectNoMore(more);
        return show(args, await withEngine(args, (admin) => admin.call('vault.keys', {})));
      case 'add': {
        const wanted = await wantedKey(args, more);
        const listed = await withEngine(args, (admin) => admin.call('vault.addKey', wanted));
        if (wanted.keeper === 'shared-key') remark(handOver(wanted.file));
        return show(args, listed);
      }
      case 'remove': {
        const [key, ...rest] = more;
        if (key === undefined) throw new UsageError('Which key? "drawbridge vault" lists them.');
        expectNoMore(rest);
        const listed = await withEngine(args, (admin) => admin.call('vault.removeKey', { key }));
        remark(
          'The key is taken away, and the vault has a new data key. An old copy of the vault still opens with it.',
        );
        return show(args, listed);
      }
      case 'new':
        expectNoMore(more);
        return startNew(args);
      default:
        throw new UsageError(`'${what}' is not known here.`);
    }
  },
};

async function wantedKey(args: Arguments, more: readonly string[]): Promise<Input<'vault.addKey'>> {
  const [keeper, ...rest] = more;
  expectNoMore(rest);
  const file = args.text('file');
  if (keeper === 'shared-key') {
    if (file === undefined) throw new UsageError('Where is the shared key? Name it with --file.');
    return { keeper, file };
  }
  if (file !== undefined) throw new UsageError('--file is for a shared key.');
  switch (keeper) {
    case 'key-file':
    case 'key-store':
      return { keeper };
    case 'passphrase':
      if (process.stdin.isTTY)
        remark('Type the passphrase, which is shown, and end it with Enter and Ctrl+D:');
      // Never an argument: those are everybody's to read.
      return { keeper, passphrase: (await readAll(process.stdin)).replace(/\r?\n$/, '') };
    default:
      throw new UsageError('Which key? key-file, key-store, passphrase or shared-key.');
  }
}

function show(args: Arguments, { keys }: Output<'vault.keys'>): number {
  if (args.flag('json')) printJson(keys);
  else if (keys.length === 0) print('There is no vault yet: it comes into being with the first secret.');
  else
    for (const { id, keeper, file, problem } of keys)
      print(`${id.padEnd(12)}  ${[keeper, ...(file === null ? [] : [file]), problem ?? 'opens'].join('  ')}`);
  return 0;
}

function handOver(file: string): string {
  return `Only this account can read ${file} now. If the service runs as another one, give it the file: chown ACCOUNT ${file}`;
}

async function startNew(args: Arguments): Promise<number> {
  if (!args.flag('yes')) throw unsure();
  const { aside } = await withEngine(args, (admin) => admin.call('vault.startNew', {}));
  remark(
    `The old vault is kept as ${aside}. Enter the secrets and sign in again; "drawbridge doctor" says where.`,
  );
  if (args.flag('json')) printJson({ aside });
  return 0;
}

function unsure(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.wrongState,
    'A new vault is empty: every secret and sign-in that this account has kept is lost, unless the key of the old vault is found.',
    { hint: 'Nothing was changed. If the key is gone for good, say so with "drawbridge vault new --yes".' },
  );
}
