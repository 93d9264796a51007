/**
 * A program that renews a sign-in and kills itself, with SIGKILL, at the step that it is told: before any of its
 * operations on files, in the middle of writing one, before its request to the token endpoint, and when the answer is
 * there. Arguments: folder, step (its number or name; 0: none), connection properties. It ends with a line: the step, or `done STEPS`.
 */
import { authFolder } from './bundled-program.ts';

const program = `
import { syncBuiltinESMExports } from 'node:module';
import fs from 'node:fs';
import { join } from 'node:path';

const [killAt, killName] = [Number(process.argv[3]), process.argv[3]];
let steps = 0;
let counts = false;

function step(name, detail) {
  if (!counts) return;
  steps += 1;
  if (steps !== killAt && name !== killName) return;
  fs.writeSync(1, name + ' ' + detail + '\\n');
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}
const short = (value) => typeof value === 'string' && !value.startsWith('{') ? value.split('/').at(-1).replaceAll(/[0-9a-f]{12,}/g, 'X') : '';

function wrap(holder, name, dataAt, detailOf) {
  const real = holder[name];
  holder[name] = async function (...args) {
    const detail = detailOf(args);
    step(name, detail);
    if (name === 'writeFile') {
      if (counts && steps + 1 === killAt) {
        const data = Buffer.from(args[dataAt]);
        await real.apply(this, args.with(dataAt, data.subarray(0, data.length / 2)));
      }
      step('half of ' + name, detail);
    }
    return real.apply(this, args);
  };
}
for (const name of ['open', 'rename', 'link', 'rm', 'mkdir', 'writeFile', 'readFile', 'readdir', 'stat', 'realpath'])
  wrap(fs.promises, name, 1, (args) => args.slice(0, 2).map(short).join(' '));
const handle = await fs.promises.open(process.argv[1]);
const files = Object.getPrototypeOf(handle);
for (const name of ['writeFile', 'sync', 'chmod', 'close']) wrap(files, name, 0, () => 'an open file');
await handle.close();
syncBuiltinESMExports();

const { renew } = await import('./renewal.ts');
counts = true;
const header = await renew(step, process.argv[2], JSON.parse(process.argv[4]));
step('use', 'the new token');
console.log('done ' + steps + ' ' + header);
`;

const renewal = `
import { join } from 'node:path';
import { resolveProperties } from '${authFolder}/../dsn/resolve-properties.ts';
import { KeyFileKeeper } from '${authFolder}/key-file-keeper.ts';
import { tokenPost } from '${authFolder}/token-endpoint.ts';
import { tokenSourceFor } from '${authFolder}/token-sources.ts';
import { openVault } from '${authFolder}/vault.ts';

export async function renew(step, folder, pairs) {
  const vault = openVault({ folder: join(folder, 'vault'), keepers: [new KeyFileKeeper(join(folder, 'vault.key'))] });
  const { properties } = resolveProperties({ string: new Map(pairs), dsn: new Map(), secrets: new Map() });
  const real = tokenPost({ proxy: '', caCertificate: '', timeoutMs: 10_000 });
  const post = async (...args) => {
    step('request', 'to the token endpoint');
    const reply = await real(...args);
    step('reply', 'of the token endpoint');
    return reply;
  };
  const tokens = tokenSourceFor({ properties, dsn: { name: 'Sales', scope: 'user' }, vault, oauth: { post } });
  return tokens.authorization(new AbortController().signal);
}
`;

export const mortalProgram: Readonly<Record<string, string>> = {
  'program.ts': program,
  'renewal.ts': renewal,
};
