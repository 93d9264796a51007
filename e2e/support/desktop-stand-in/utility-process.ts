/** utilityProcess: a real process of its own, with real ports to it. */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { MovedPorts, type PortMessage } from './ports.ts';
import { asMessage, checkOptions, Events, isText, strict } from './strict.ts';

interface ForkOptions {
  readonly serviceName: string;
  readonly env: NodeJS.ProcessEnv;
}

type FromChild = PortMessage | { readonly kind: 'message'; readonly data: unknown };

const entry = path.join(import.meta.dirname, 'utility-process-entry.mjs');

export class UtilityProcesses {
  readonly #running = new Set<ChildProcess>();
  readonly #says: (text: string) => void;

  constructor(says: (text: string) => void) {
    this.#says = says;
  }

  get pids(): readonly number[] {
    return [...this.#running].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  fork(file: string, args: readonly string[], options: ForkOptions): object {
    checkOptions('utilityProcess.fork', options, {
      serviceName: isText,
      env: (value) => typeof value === 'object',
    });
    if (args.length > 0) throw new Error('The stand-in for utilityProcess.fork passes no arguments on.');
    const child = fork(entry, [file], {
      env: options.env,
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#running.add(child);
    child.stderr?.setEncoding('utf8').on('data', this.#says);
    const events = new Events('UtilityProcess', ['exit', 'message', 'spawn']);
    const send = (message: object) => void (child.connected && child.send(message, () => undefined));
    const ports = new MovedPorts(send);
    child.on('message', (message: FromChild) => {
      if (message.kind === 'message') events.emit('message', message.data);
      else ports.receive(message);
    });
    child.once('spawn', () => events.emit('spawn'));
    child.once('exit', (status) => {
      this.#running.delete(child);
      ports.closeAll();
      events.emit('exit', status ?? 1);
    });
    return strict('UtilityProcess', {
      on: (event: string, listener: (...given: never[]) => void) => events.on(event, listener),
      postMessage: (message: unknown, transfer?: readonly object[]) =>
        send({ kind: 'message', data: asMessage(message), ports: ports.move(transfer) }),
      kill: () => child.kill(),
      pid: child.pid,
    });
  }

  /** As an operating system does when the app has gone. */
  async killAll(): Promise<void> {
    const ends = [...this.#running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of this.#running) child.kill('SIGKILL');
    await Promise.all(ends);
  }
}
