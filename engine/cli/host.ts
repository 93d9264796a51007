import { usualPort } from '../host/engine.ts';
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
      port: socketNumber(args) ?? usualPort,
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

/** The number in the socket's name: nothing is chosen here, and libpq takes 0 for "not given". */
function socketNumber(args: Arguments): number | undefined {
  const port = portNumber(args, 'pg-port');
  if (port === 0) throw new UsageError('--pg-port wants a port number from 1 on, not 0.');
  return port;
}

/** Only loopback: the protocol carries no encryption of its own. */
function listenAddress(text: string | undefined): { host: string; port: number } | undefined {
  if (text === undefined) return undefined;
  const match = /^(127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(text);
  if (match === null) throw new UsageError(`--listen wants 127.0.0.1:PORT, not '${text}'.`);
  const [, name = '', digits = ''] = match;
  const port = Number(digits);
  if (port > 65_535) throw new UsageError(`--listen wants a port number up to 65535, not ${digits}.`);
  return { host: name === '[::1]' ? '::1' : '127.0.0.1', port };
}
