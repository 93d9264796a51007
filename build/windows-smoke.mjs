/**
 * The engine on a real Windows, from its start to its end, in the profile of this account: for the public CI. It adds a
 * data source for this account and takes it away again.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { root, say } from './run.mjs';

const program = path.join(root, 'bin', 'drawbridge.cjs');
const name = 'DrawbridgeSmoke';

function drawbridge(...args) {
  say(`drawbridge ${args.join(' ')}`);
  return execFileSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function expect(what, holds) {
  if (!holds) throw new Error(`Not as it should be: ${what}`);
  say(`ok  ${what}`);
}

const host = spawn(process.execPath, [program, 'host'], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = new Promise((resolve) => host.once('exit', resolve));
const ready = await new Promise((resolve, reject) => {
  createInterface({ input: host.stdout }).once('line', (line) => resolve(JSON.parse(line)));
  host.once('exit', (status) => reject(new Error(`The host ended with ${status}.`)));
});
try {
  expect('the run folder lies in the profile', ready.runDir.startsWith(process.env.LOCALAPPDATA));
  const rights = execFileSync('icacls.exe', [ready.runDir], { encoding: 'utf8' });
  say(rights);
  expect(
    'neither everyone nor all users may read it',
    !/Everyone|BUILTIN\\Users|Authenticated Users/.test(rights),
  );
  drawbridge(
    'dsn',
    'add',
    name,
    'ApiURL=sandbox:',
    'Workspace=lighthouse',
    'AuthScheme=AccessToken',
    'Schema=harbor-app',
  );
  const rows = drawbridge(
    'query',
    '--dsn',
    name,
    '--format',
    'json',
    'SELECT count(*) AS n FROM PullRequests',
  );
  expect('the running engine answers a query over its pipe', JSON.parse(rows)[0].n === 2000);
  expect('the data source is listed', drawbridge('dsn', 'list').includes(name));
  drawbridge('dsn', 'remove', name);
  drawbridge('stop');
  expect('the engine ends in order', (await ended) === 0);
  expect('nothing is left of it', !existsSync(path.join(ready.runDir, 'endpoint.json')));
} finally {
  host.kill();
}
