/**
 * Changing the machine's data sources from an account that may not: really as another account, with a stand-in for
 * pkexec that gives the rights by making the folder writable. Needs root to become that account.
 */
import { execFileSync } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasProgram } from './support/tools.ts';
import { program, Workplace, type Outcome } from './support/workplace.ts';

const account = 65534;
const mayBecomeOthers = process.getuid?.() === 0 && hasProgram('setpriv');
const before = '; made by hand\n[Warehouse]\nDriver=Other\nPassword=hunter2\n';

let place: Workplace;
let systemFile: string;

/** A pkexec or sudo that knows its user: it opens the folder, runs the command, and closes the folder again. */
async function standIn(name: 'pkexec' | 'sudo', script: string): Promise<void> {
  const file = path.join(place.folder, 'bin', name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

const giveRights = (): Promise<void> =>
  standIn(
    'pkexec',
    [
      `echo "$@" > '${place.folder}/asked'`,
      `chmod 755 '${place.folder}/odbc'; chmod 644 '${systemFile}'`,
      '"$@"; status=$?',
      `chmod 444 '${systemFile}'; chmod 555 '${place.folder}/odbc'`,
      'exit $status',
    ].join('\n'),
  );

/** A pkexec that hands its command to this process, which is root's. */
async function rootBehindPkexec(): Promise<Server> {
  const socket = path.join(place.folder, 'root.sock');
  const server = createServer({ allowHalfOpen: true }, (peer) => {
    let asked = '';
    const answer = async (): Promise<void> => {
      const { args, input } = JSON.parse(asked) as { args: string[]; input: string };
      const [command = '', ...rest] = args;
      const { status, stderr } = await place.run(command, rest, { input });
      peer.end(JSON.stringify({ status, stderr }));
    };
    peer.setEncoding('utf8').on('data', (more: string) => (asked += more));
    peer.on('end', () => void answer().catch((error: unknown) => peer.destroy(error as Error)));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  await chmod(socket, 0o666);
  const file = path.join(place.folder, 'bin', 'pkexec');
  await writeFile(
    file,
    `#!${process.execPath}
const { text } = require('node:stream/consumers');
text(process.stdin).then(async (input) => {
  const peer = require('node:net').connect(${JSON.stringify(socket)});
  peer.end(JSON.stringify({ args: process.argv.slice(2), input }));
  const { status, stderr } = JSON.parse(await text(peer));
  process.stderr.write(stderr);
  process.exitCode = status;
});
`,
  );
  await chmod(file, 0o755);
  return server;
}

/** As the ordinary account; this machine's own pkexec and sudo are not in the path. */
function drawbridge(...args: string[]): Promise<Outcome> {
  return drawbridgeWith('', ...args);
}

function drawbridgeWith(input: string, ...args: string[]): Promise<Outcome> {
  const as = ['--reuid', String(account), '--regid', String(account), '--clear-groups'];
  return place.run('/usr/bin/setpriv', [...as, process.execPath, program, ...args], {
    input,
    env: { PATH: path.join(place.folder, 'bin') },
  });
}

const add = (...more: string[]): Promise<Outcome> =>
  drawbridge('dsn', 'add', 'Bridge', 'Workspace=harbor', 'Description=For Bridge', '--system', ...more);
const text = (): Promise<string> => readFile(systemFile, 'utf8');

describe.skipIf(!mayBecomeOthers)('as an ordinary account', () => {
  beforeEach(async () => {
    place = await Workplace.enter();
    systemFile = path.join(place.folder, 'odbc', 'odbc.ini');
    await mkdir(path.join(place.folder, 'bin'));
    for (const name of ['cat', 'chmod', 'env'])
      await symlink(path.join('/usr/bin', name), path.join(place.folder, 'bin', name));
    await writeFile(systemFile, before);
    await chmod(systemFile, 0o444);
    execFileSync('chown', ['-R', `${account}:${account}`, place.folder]);
    await chmod(path.join(place.folder, 'odbc'), 0o555);
  });
  afterEach(() => place.leave());

  it('is refused with the reason and with what to do, and nothing changes', async () => {
    const { status, stderr } = await add();
    expect(status).toBe(1);
    expect(stderr).toContain(`needs administrator rights to change ${systemFile}`);
    expect(stderr).toContain('42501');
    expect(await text()).toBe(before);
  });

  it('writes with the rights that pkexec gives, keeping mode, owner and every other byte', async () => {
    await giveRights();
    const refused = await add();
    expect(refused.stderr).toContain('--elevate');
    const added = await add('--elevate');
    expect(added.stderr).toContain('Added the system data source Bridge');
    expect(await text()).toMatch(
      /^; made by hand\n\[Warehouse]\nDriver=Other\nPassword=hunter2\n\n\[Bridge]\n/,
    );
    const { mode, uid } = await stat(systemFile);
    expect([mode & 0o777, uid]).toEqual([0o444, account]);
    const asked = await readFile(path.join(place.folder, 'asked'), 'utf8');
    expect(asked).toContain(`ODBCSYSINI=${path.join(place.folder, 'odbc')}`);
    expect(asked).toContain('write-odbc-file');
    expect(asked).not.toContain('hunter2');

    const removed = await drawbridge('dsn', 'remove', 'Bridge', '--system', '--elevate');
    expect(removed.stderr).toContain('Removed');
    expect(await text()).toBe(before);
  });

  it('gives secrets to the vault, and to nobody who is asked for rights', async () => {
    await standIn(
      'pkexec',
      `{ echo "$@"; env; cat; } > '${place.folder}/asked'; chmod 755 '${place.folder}/odbc'; exit 0`,
    );
    const secrets = 'AccessToken=octopus-token\nProxyPassword=octopus-password\n';
    const args = ['dsn', 'add', 'Bridge', 'Proxy=http://me@127.0.0.1:1', '--system', '--secrets', '-'];
    const refused = await drawbridgeWith(secrets, ...args);
    expect(refused.stderr).toContain('42501');
    const asked = await drawbridgeWith(secrets, ...args, '--elevate');
    const heard = await readFile(path.join(place.folder, 'asked'), 'utf8');
    expect(heard).toContain('Proxy=http://me@127.0.0.1:1');
    for (const said of [refused.stdout + refused.stderr, asked.stdout + asked.stderr, heard])
      expect(said).not.toContain('octopus');
  });

  it('changes the driver manager’s file by the same rights: driver, trace, pooling and directory', async () => {
    await giveRights();
    const file = path.join(place.folder, 'odbc', 'odbcinst.ini');
    const changes = [
      {
        args: ['driver', 'install', '--system'],
        wrote: /\[Drawbridge ODBC Driver for Bitbucket\][^[]*Driver=/,
      },
      { args: ['trace', 'on', '--system', '--file', '/tmp/x.log'], wrote: /TraceFile=\/tmp\/x\.log/ },
      { args: ['pooling', 'on'], wrote: /Pooling=Yes/ },
      { args: ['dsn', 'directory', place.folder], wrote: /FileDSNPath=/ },
    ];
    for (const { args, wrote } of changes) {
      const refused = await drawbridge(...args);
      expect(refused.stderr).toContain(`needs administrator rights to change ${file}`);
      const done = await drawbridge(...args, '--elevate');
      expect([done.status, done.stderr]).toEqual([0, expect.not.stringContaining('rights')]);
      expect(await readFile(file, 'utf8')).toMatch(wrote);
    }
    expect((await drawbridge('driver', 'status')).stdout).toContain('Registered');
    const gone = await drawbridge('driver', 'uninstall', '--system', '--elevate');
    expect([gone.status, await readFile(file, 'utf8')]).toEqual([
      0,
      expect.not.stringContaining('[Drawbridge'),
    ]);
    // It runs fifteen commands, each a process of its own.
  }, 120_000);

  it('puts the driver’s library where every account may read it, and takes it away again', async () => {
    await giveRights();
    const library = path.join(place.folder, 'odbc', 'drawbridge', 'libdrawbridgeodbc.so');
    const refused = await drawbridge('driver', 'install', '--system');
    expect(refused.stderr).toContain(`and to put the driver's library into ${path.dirname(library)}`);
    await expect(stat(library)).rejects.toThrow('ENOENT');
    const done = await drawbridge('driver', 'install', '--system', '--elevate');
    expect([done.status, done.stderr]).toEqual([0, expect.stringContaining(library)]);
    expect((await stat(library)).mode & 0o777).toBe(0o755);
    await drawbridge('dsn', 'add', 'Shared', 'Workspace=harbor', '--system', '--elevate');
    expect(await text()).toContain(`[Shared]\nDriver=${library}\n`);
    await drawbridge('driver', 'uninstall', '--system', '--elevate');
    await expect(stat(library)).rejects.toThrow('ENOENT');
  }, 120_000);

  describe('in a folder of root', () => {
    let folder: string;
    let server: Server;
    let file: string;
    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'roots-folder-'));
      await chmod(folder, 0o755);
      file = path.join(folder, 'shared', 'Team.dsn');
      server = await rootBehindPkexec();
    });
    afterEach(async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    });
    const dsn = (...args: string[]): Promise<Outcome> => drawbridge('dsn', ...args, '--file');

    it('makes, changes and removes a data source in a file with the rights that pkexec gives', async () => {
      const add = ['add', file, 'Workspace=harbor'];
      expect((await dsn(...add)).stderr).toContain(`needs administrator rights to change ${file}`);
      expect(await readdir(folder)).toEqual([]);
      expect(await dsn(...add, '--elevate')).toMatchObject({ status: 0 });
      const [made, around] = [await stat(file), await stat(path.dirname(file))];
      expect([made.uid, made.mode & 0o777, around.mode & 0o777]).toEqual([0, 0o644, 0o755]);

      const edit = ['edit', file, 'Workspace=pier'];
      expect(await dsn(...edit, '--elevate')).toMatchObject({ status: 0 });
      expect(await readFile(file, 'utf8')).toContain('Workspace=pier');

      const remove = ['remove', file];
      expect(await dsn(...remove, '--elevate')).toMatchObject({ status: 0 });
      expect(await readdir(path.dirname(file))).toEqual([]);
      // It runs eight commands, each a process of its own.
    }, 120_000);

    it('gives a command for a terminal that works as root', async () => {
      await rm(path.join(place.folder, 'bin', 'pkexec'));
      const { stderr } = await dsn('add', file, 'Workspace=harbor');
      const command = /In a terminal: sudo (.*) \(42501\)/.exec(stderr)?.[1] ?? '';
      await place.run('sh', ['-c', command]);
      expect(await readFile(file, 'utf8')).toContain('Workspace=harbor');
    });

    it('is refused where the name leads to another file, as root too', async () => {
      const plain = path.join(folder, 'plain.txt');
      const link = path.join(folder, 'link.dsn');
      await writeFile(plain, '[ODBC]\nDRIVER=libdrawbridgeodbc.so\n');
      await symlink(plain, link);
      expect((await dsn('remove', link, '--elevate')).stderr).toContain('could not write the file');
      const asRoot = ['write-odbc-file', '--file', link, '--remove', '--expect', 'x'];
      expect((await place.drawbridge(asRoot)).stderr).toContain("not one of this machine's ODBC files");
      expect(await readdir(folder)).toEqual(['link.dsn', 'plain.txt']);
    });
  });

  it('gives a command for a terminal that switches tracing as root', async () => {
    const { stderr } = await drawbridge('trace', 'on', '--system', '--file', '/tmp/x.log');
    const command = /In a terminal: sudo (.*) \(42501\)/.exec(stderr)?.[1] ?? '';
    await place.run('sh', ['-c', command]);
    expect(await readFile(path.join(place.folder, 'odbc', 'odbcinst.ini'), 'utf8')).toContain('Trace=Yes');
  });

  it('says what a refusal by pkexec means, and gives the command for a terminal', async () => {
    await standIn('pkexec', 'echo "Not authorized" >&2; exit 126');
    const { status, stderr } = await add('--elevate');
    expect(status).toBe(1);
    expect(stderr).toContain('were not given');
    expect(stderr).toMatch(/In a terminal: sudo env .*dsn add Bridge .*Workspace=harbor --system/);
    expect(await text()).toBe(before);
  });

  it('gives a command for a terminal that works as root', async () => {
    const { stderr } = await add();
    const command = /In a terminal: sudo (.*) \(42501\)/.exec(stderr)?.[1] ?? '';
    // The data folder of root is another one: what it writes still has to lead to this account's driver.
    const elsewhere = path.join(place.folder, 'of root');
    const rootCommand = command.replace(/DRAWBRIDGE_DATA_DIR=\S+/, `DRAWBRIDGE_DATA_DIR='${elsewhere}'`);
    const asRoot = await place.run('sh', ['-c', rootCommand]);
    expect(await text()).toContain(`Driver=${path.join(place.dataDir, 'driver', 'libdrawbridgeodbc.so')}\n`);
    expect(asRoot.stderr).toContain('Added the system data source Bridge');
    expect(await text()).toContain('[Bridge]');
    const { mode, uid } = await stat(systemFile);
    expect([mode & 0o777, uid]).toEqual([0o444, account]);
  });

  it('is told that a file of its own is read-only, and the file stays what it is', async () => {
    const own = path.join(place.folder, 'odbc.ini');
    await writeFile(own, before);
    await chown(own, account, account);
    await chmod(own, 0o444);
    const { status, stderr } = await drawbridge('dsn', 'add', 'Mine', 'Workspace=harbor');
    expect(status).toBe(1);
    expect(stderr).toContain(
      `could not write the file ${own}: it or its folder is read-only for this account`,
    );
    expect(await readFile(own, 'utf8')).toBe(before);
  });

  it('lets nobody write other files, or over a change that came between', async () => {
    const other = path.join(place.folder, 'other.ini');
    await writeFile(other, 'x');
    await chown(other, account, account);
    const write = (file: string, expected: string): Promise<Outcome> =>
      place.drawbridge(['write-odbc-file', '--file', file, '--mode', '644', '--expect', expected], {
        input: '[A]\n',
      });
    expect((await write(other, 'x')).stderr).toContain("not one of this machine's ODBC files");
    expect((await write(systemFile, 'x')).status).toBe(75);
    expect(await text()).toBe(before);
    expect(await readFile(other, 'utf8')).toBe('x');
  });
});
