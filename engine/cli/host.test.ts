import { describe, expect, it } from 'vitest';
import { UsageError } from './arguments.ts';
import { host } from './host.ts';

describe('host is used wrongly', () => {
  it.each([
    ['a port of the socket that is none', ['--pg-port', '0'], '--pg-port'],
    ['a port of the socket that is too high', ['--pg-port', '70000'], '--pg-port'],
    ['a port for TCP that is too high', ['--listen', '127.0.0.1:99999'], '--listen'],
    ['an address that is not loopback', ['--listen', '0.0.0.0:5433'], '--listen'],
    ['a value that nobody expects', ['extra'], 'extra'],
  ])('%s', async (_what, argv, named) => {
    const running = Promise.resolve().then(() => host.run(argv));
    await expect(running).rejects.toBeInstanceOf(UsageError);
    await expect(running).rejects.toThrow(named);
  });
});
