import { expectNoMore, readArguments, UsageError, type Arguments } from './arguments.ts';
import { print, type Command } from './command.ts';
import { runHost } from './run-host.ts';

export const host: Command = {
  name: 'host',
  usage: 'host [--run-dir DIR] [--pg-port 54330] [--listen 127.0.0.1:PORT] [--admin-port N] [--no-admin]',
  summary: 'Run the query host until it is told to stop',
  run(argv) {
    const args = readArguments(argv, {
      'pg-port': 'text',
      listen: 'text',
      'admin-port': 'text',
      'no-admin': 'flag',
    });
    expectNoMore(args.positionals);
    const tcp = listenAddress(args.text('listen'));
    return runHost({
      args,
      port: portNumber(args, 'pg-port') ?? 54330,
      ...(tcp === undefined ? {} : { tcp }),
      windowPort: args.flag('no-admin') ? null : (portNumber(args, 'admin-port') ?? 0),
      async onReady(running) {
        const { runDir, port } = running;
        print(
          JSON.stringify({ event: 'ready', pid: process.pid, runDir, port, admin: running.windowAddress() }),
        );
      },
    });
  },
};

function portNumber(args: Arguments, name: string): number | undefined {
  const port = args.count(name);
  if (port !== undefined && port > 65_535)
    throw new UsageError(`--${name} wants a port number, not ${port}.`);
  return port;
}

/** Only loopback: the protocol carries no encryption of its own. */
function listenAddress(text: string | undefined): { host: string; port: number } | undefined {
  if (text === undefined) return undefined;
  const match = /^(127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(text);
  if (match === null) throw new UsageError(`--listen wants 127.0.0.1:PORT, not '${text}'.`);
  const [, name = '', port = ''] = match;
  return { host: name === '[::1]' ? '::1' : '127.0.0.1', port: Number(port) };
}
