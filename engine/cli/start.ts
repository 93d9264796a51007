import { createAdminClient, type AdminClient } from '../admin/client.ts';
import { findEngine, openAdminSocket, type FoundEngine } from '../host/attach.ts';
import { usualPort } from '../host/engine.ts';
import { openInBrowser } from '../host/browser.ts';
import { prepareForUser } from '../host/first-start.ts';
import { memoryTransport } from '../host/memory-transport.ts';
import { withWish, type Wish } from '../host/window-wish.ts';
import { expectNoMore, readArguments, type Arguments } from './arguments.ts';
import { print, remark, type Command } from './command.ts';
import { runHost } from './run-host.ts';

export const start: Command = {
  name: 'start',
  usage: 'start [--dsn NAME | --new-dsn]',
  summary: 'Run the query host with sample data and ODBC set up, and open the administrator',
  async run(argv) {
    const args = readArguments(argv, { dsn: 'text', 'new-dsn': 'flag' });
    expectNoMore(args.positionals);
    const places = { dataDir: args.text('data-dir'), runDir: args.text('run-dir') };
    const running = await findEngine(places, process.env);
    const wish: Wish = { dsn: args.text('dsn'), newDsn: args.flag('new-dsn') };
    return running === null ? startHere(args, wish) : attach(running, wish);
  },
};

/** A second start opens another window of the engine that runs. */
async function attach(running: FoundEngine, wish: Wish): Promise<number> {
  const admin = createAdminClient(await openAdminSocket(running));
  try {
    const { url } = await admin.call('window.address', {});
    remark(`The engine runs already (process ${running.endpoint.pid}).`);
    if (url === '') remark('It has no administrator; stop it and run "drawbridge start" for one.');
    else show(withWish(url, wish));
    return 0;
  } finally {
    admin.close();
  }
}

function startHere(args: Arguments, wish: Wish): Promise<number> {
  return runHost({
    args,
    port: usualPort,
    windowPort: 0,
    async onReady(host) {
      const admin = createAdminClient(memoryTransport(host.engine.dispatcher));
      const problems = await prepareForUser(admin, host.engine.folders.data, process.env);
      await tell(admin, problems);
      admin.close();
      show(withWish(host.windowAddress(), wish));
    },
  });
}

async function tell(admin: AdminClient, problems: readonly string[]): Promise<void> {
  const { runDir, port } = await admin.call('status.get', {});
  remark(`Drawbridge answers in ${runDir}:`);
  if (problems.length === 0) remark('  isql -v Sandbox');
  else for (const problem of problems) remark(`  ODBC: ${problem}`);
  remark(`  psql -h ${runDir} -p ${port} -d Sandbox`);
}

function show(address: string): void {
  if (openInBrowser(address, process.env)) remark('The administrator opens in the browser. Should it not:');
  else remark('Open the administrator in a browser:');
  print(address);
}
