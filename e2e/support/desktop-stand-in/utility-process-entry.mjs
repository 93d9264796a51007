/** Runs in the utility process: gives it `process.parentPort`, then runs its program, which is the argument. */
import { pathToFileURL } from 'node:url';

/** @typedef {(event: { data: unknown, ports?: object[] }) => void} Listener */

const file = process.argv[2];
process.argv.splice(1, 2, file);

/** @type {Map<number, Map<string, Listener[]>>} */
const listenersOfPorts = new Map();
/** @type {Map<number, unknown[]>} Messages of ports that are not started yet. */
const waiting = new Map();
/** @type {Listener[]} */
const parentListeners = [];
const early = [];

const send = (message) => void (process.connected && process.send(message, () => undefined));

function strict(name, members) {
  return new Proxy(members, {
    get(target, member) {
      if (member === 'then' || typeof member === 'symbol') return undefined;
      if (!(member in target)) throw new Error(`The stand-in for Electron has no ${name}.${member}.`);
      return target[member];
    },
  });
}

function openPort(id) {
  const listeners = new Map([
    ['message', []],
    ['close', []],
  ]);
  listenersOfPorts.set(id, listeners);
  waiting.set(id, []);
  return strict('MessagePortMain', {
    on(event, listener) {
      if (!listeners.has(event)) throw new Error(`The stand-in for MessagePortMain never raises ${event}.`);
      listeners.get(event).push(listener);
    },
    start() {
      const held = waiting.get(id) ?? [];
      waiting.delete(id);
      for (const data of held) deliver(id, data);
    },
    postMessage: (data) => send({ kind: 'port', port: id, data }),
    close: () => send({ kind: 'port-closed', port: id }),
  });
}

function deliver(id, data) {
  if (waiting.has(id)) waiting.get(id).push(data);
  else for (const listener of listenersOfPorts.get(id)?.get('message') ?? []) listener({ data, ports: [] });
}

function tell(event) {
  for (const listener of parentListeners) listener(event);
}

process.parentPort = strict('parentPort', {
  on(event, listener) {
    if (event !== 'message') throw new Error(`The stand-in for parentPort never raises ${event}.`);
    parentListeners.push(listener);
    // Later than all who start to listen now.
    if (early.length > 0) setImmediate(() => early.splice(0).forEach((message) => tell(message)));
  },
  postMessage: (data) => send({ kind: 'message', data }),
});

process.on('message', (message) => {
  if (message.kind === 'port') deliver(message.port, message.data);
  else if (message.kind === 'port-closed') {
    for (const listener of listenersOfPorts.get(message.port)?.get('close') ?? []) listener();
  } else {
    const event = { data: message.data, ports: message.ports.map(openPort) };
    if (parentListeners.length === 0) early.push(event);
    else tell(event);
  }
});
// A utility process does not outlive main.
process.on('disconnect', () => process.exit(1));

await import(pathToFileURL(file).href);
