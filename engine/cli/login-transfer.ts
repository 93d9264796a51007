/** `login --export` and `login --import`: a sign-in as a file that a passphrase protects. */
import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { AdminClient } from '../admin/client.ts';
import { expectNoMore, UsageError, type Arguments } from './arguments.ts';
import { print, printJson, remark } from './command.ts';
import { dsnKey } from './dsn-scope.ts';
import { writeWhole } from './output-file.ts';
import { readPassphrase } from './passphrase.ts';

const shortPassphrase = 12;
/** Bytes: more than a bundle has. What is longer is none, and need not be read for that. */
const readMost = 1024 * 1024;

export async function exportSignIn(admin: AdminClient, args: Arguments, name: string): Promise<number> {
  const [file = '-', ...more] = args.positionals;
  expectNoMore(more);
  const { passphrase } = await readPassphrase({ again: true });
  if (passphrase.length < shortPassphrase)
    remark('drawbridge: The passphrase is short: who has the file can guess it. Several words are better.');
  const { bundle } = await admin.call('signIn.export', { ...dsnKey(args, name), passphrase });
  if (file === '-') process.stdout.write(bundle);
  else await writeWhole(file, async (output) => void output.write(bundle), 0o600);
  remark(
    `The sign-in of ${name} is exported. Use it in one place only from now on: each renewal ends the token before it, so where it is renewed first the other ends. "drawbridge logout --dsn ${name}" forgets it here.`,
  );
  if (args.flag('json') && file !== '-') printJson({ file });
  return 0;
}

export async function importSignIn(admin: AdminClient, args: Arguments, name: string): Promise<number> {
  const [file = '-', ...more] = args.positionals;
  expectNoMore(more);
  if (file === '-' && process.stdin.isTTY)
    throw new UsageError('Name the file to import, or give passphrase and file on standard input.');
  const { passphrase, rest } = await readPassphrase({ again: false });
  const bundle = file === '-' ? rest : await text(createReadStream(file, { end: readMost }));
  const signedIn = await admin.call('signIn.import', { ...dsnKey(args, name), passphrase, bundle });
  if (args.flag('json')) printJson(signedIn);
  else {
    const who = signedIn.account === '' ? '' : ` as ${signedIn.account}`;
    print(`Signed in${who}; scopes: ${signedIn.scopes.join(' ')}.`);
  }
  return 0;
}
