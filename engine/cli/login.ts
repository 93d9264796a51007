import { createInterface } from 'node:readline';
import type { AdminClient } from '../admin/client.ts';
import { AdminError } from '../admin/client.ts';
import type { SignInState } from '../admin/contract.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { openInBrowser } from '../host/browser.ts';
import { expectNoMore, readArguments, UsageError, type Arguments } from './arguments.ts';
import { print, printJson, remark, remarkFailure, type Command } from './command.ts';
import { dsnKey } from './dsn-scope.ts';
import { withEngine } from './engine.ts';
import { exportSignIn, importSignIn } from './login-transfer.ts';

export const login: Command = {
  name: 'login',
  usage: 'login --dsn NAME [--no-browser | --paste | --export [FILE] | --import [FILE]] [--system | --file]',
  summary: 'Sign in to Bitbucket for a data source, or carry a sign-in over as a file with a passphrase',
  async run(argv) {
    const args = readArguments(argv, {
      dsn: 'text',
      'no-browser': 'flag',
      paste: 'flag',
      export: 'flag',
      import: 'flag',
      system: 'flag',
      file: 'flag',
    });
    const name = args.text('dsn');
    if (name === undefined) throw new UsageError('Which data source? Name it with --dsn.');
    if (args.flag('paste') && args.flag('no-browser'))
      throw new UsageError('--paste prints the address by itself: give one of --no-browser and --paste.');
    const ways = ['paste', 'no-browser', 'export', 'import'].filter((way) => args.flag(way));
    if (ways.length > 1) throw new UsageError(`Give one of ${ways.map((way) => `--${way}`).join(' and ')}.`);
    if (args.flag('export')) return withEngine(args, (admin) => exportSignIn(admin, args, name));
    if (args.flag('import')) return withEngine(args, (admin) => importSignIn(admin, args, name));
    expectNoMore(args.positionals);
    return withEngine(args, (admin) => signIn(admin, args, name));
  },
};

async function signIn(admin: AdminClient, args: Arguments, name: string): Promise<number> {
  const end = endOf(admin);
  const byHand = args.flag('paste');
  const { id, authorizationUrl } = await admin.call('signIn.start', {
    ...dsnKey(args, name),
    listen: !byHand,
  });
  const stop = (): Promise<unknown> => admin.call('signIn.cancel', { id }).catch(() => undefined);
  const interrupted = (): void => void stop();
  process.once('SIGINT', interrupted);
  try {
    const ended = end(id);
    const show = (): void => {
      remark('Open this address in a browser and allow the access:');
      print(authorizationUrl);
    };
    if (byHand || args.flag('no-browser') || !openInBrowser(authorizationUrl, process.env, show)) show();
    else remark('The browser opens; waiting until you allow the access …');
    if (byHand) await Promise.race([paste(admin, id), ended]);
    return report(await ended, args);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

/** How a sign-in ends; an engine that goes away ends it, too. Other windows may sign in at the same time. */
function endOf(admin: AdminClient): (id: string) => Promise<SignInState> {
  const ends = new Map<string, SignInState>();
  let tell = (): void => undefined;
  let lost = false;
  admin.on('signIn.changed', ({ id, state }) => {
    if (state.phase !== 'done' && state.phase !== 'failed') return;
    ends.set(id, state);
    tell();
  });
  admin.onClose(() => {
    lost = true;
    tell();
  });
  return (id) => {
    const ended = new Promise<SignInState>((resolve, reject) => {
      tell = () => {
        const state = ends.get(id);
        if (state !== undefined) resolve(state);
        else if (lost) reject(new DrawbridgeError(SqlState.connectionLost, 'The engine went away.'));
      };
      tell();
    });
    // Whoever waits for it hears of it; a paste may fail first.
    ended.catch(() => undefined);
    return ended;
  };
}

/** Asks again after what is no answer to this sign-in. */
async function paste(admin: AdminClient, id: string): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  let refused = false;
  lines.setPrompt('Then paste the code, or the whole address the browser ended on: ');
  lines.prompt();
  try {
    // Not question(): it never settles when the input ends, or ends without a line end.
    for await (const text of lines) {
      try {
        return void (await admin.call('signIn.paste', { id, text }));
      } catch (error) {
        if (!(error instanceof AdminError) || error.failure.sqlState !== SqlState.invalidParameterValue)
          throw error;
        refused = true;
        remarkFailure(error.failure);
      }
      lines.prompt();
    }
    const message = refused ? 'Nothing more was pasted.' : 'Nothing was pasted.';
    throw new DrawbridgeError(SqlState.invalidParameterValue, message, {
      hint: 'Start again and paste the code, or the whole address the browser ended on.',
    });
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
