import { createInterface } from 'node:readline/promises';
import type { AdminClient } from '../admin/client.ts';
import { AdminError } from '../admin/client.ts';
import type { SignInState } from '../admin/contract.ts';
import { openInBrowser } from '../host/browser.ts';
import { readArguments, UsageError, type Arguments } from './arguments.ts';
import { print, printJson, remark, type Command } from './command.ts';
import { withEngine } from './engine.ts';

export const login: Command = {
  name: 'login',
  usage: 'login --dsn NAME [--no-browser | --paste] [--system]',
  summary: 'Sign in to Bitbucket for a data source',
  async run(argv) {
    const args = readArguments(argv, { dsn: 'text', 'no-browser': 'flag', paste: 'flag', system: 'flag' });
    const name = args.text('dsn');
    if (name === undefined) throw new UsageError('Which data source? Name it with --dsn.');
    return withEngine(args, (admin) => signIn(admin, args, name));
  },
};

async function signIn(admin: AdminClient, args: Arguments, name: string): Promise<number> {
  const ended = new Promise<SignInState>((resolve) => {
    admin.on('signIn.changed', ({ state }) => {
      if (state.phase === 'done' || state.phase === 'failed') resolve(state);
    });
  });
  const { id, authorizationUrl } = await admin.call('signIn.start', {
    name,
    scope: args.flag('system') ? 'system' : 'user',
    listen: !args.flag('paste'),
  });
  const stop = (): void => void admin.call('signIn.cancel', { id });
  process.once('SIGINT', stop);
  try {
    const byHand = args.flag('paste');
    if (byHand || args.flag('no-browser') || !openInBrowser(authorizationUrl, process.env)) {
      remark('Open this address in a browser and allow the access:');
      print(authorizationUrl);
    } else {
      remark('The browser is open; waiting until you allow the access …');
    }
    if (byHand) await paste(admin, id);
    return report(await ended, args);
  } finally {
    process.off('SIGINT', stop);
  }
}

async function paste(admin: AdminClient, id: string): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const text = await lines.question('Then paste the code, or the whole address the browser ended on: ');
    await admin.call('signIn.paste', { id, text });
  } finally {
    lines.close();
  }
}

function report(state: SignInState, args: Arguments): number {
  if (state.phase === 'failed') throw new AdminError(state.failure);
  if (state.phase !== 'done') return 1;
  if (args.flag('json')) printJson(state);
  else
    print(
      `Signed in${state.account === '' ? '' : ` as ${state.account}`}; scopes: ${state.scopes.join(' ')}.`,
    );
  return 0;
}
