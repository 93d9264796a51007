import { runSandbox } from '../host/run-sandbox.ts';
import { expectNoMore, readArguments } from './arguments.ts';
import { print, type Command } from './command.ts';

export const sandbox: Command = {
  name: 'sandbox',
  usage: 'sandbox [--port N] [--latency MILLISECONDS] [--pull-requests N] [--callback-url URL]',
  summary: 'Run the offline Bitbucket alone and print its addresses and credentials',
  async run(argv) {
    const args = readArguments(argv, {
      port: 'text',
      latency: 'text',
      'pull-requests': 'text',
      'callback-url': 'text',
    });
    expectNoMore(args.positionals);
    const told = new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    });
    const running = await runSandbox({
      port: args.count('port') ?? 0,
      latencyMilliseconds: args.count('latency') ?? 0,
      archivePullRequests: args.count('pull-requests') ?? 0,
      callbackUrl: args.text('callback-url') ?? 'http://localhost:33333',
    });
    print(JSON.stringify({ event: 'ready', pid: process.pid, ...running.facts }));
    await told;
    await running.close();
    return 0;
  },
};
