/**
 * A server that repeats what the engine once said: it records one conversation of a program with the engine and gives
 * the same bytes to every later one. So the program reads a result that is encoded already, and what it measures is
 * the driver alone.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { atEnd } from './undo.mjs';

/**
 * `ready`: of the engine; `folder`: an own, empty run folder. Resolves to the folder, for `RunDir` or libpq's `host`.
 * The first conversation is the one that is recorded; the program must say the same in each.
 */
export async function keptResult({ runDir, port }, folder) {
  mkdirSync(folder, { mode: 0o700 });
  const name = `.s.PGSQL.${port}`;
  const endpoint = JSON.parse(readFileSync(path.join(runDir, 'endpoint.json'), 'utf8'));
  // The driver goes where the file says, not where it lies.
  const ours = JSON.stringify({ ...endpoint, socket: path.join(folder, name) });
  writeFileSync(path.join(folder, 'endpoint.json'), ours, { mode: 0o600 });
  /** Turns of the recorded conversation: `said` bytes of the client, then `answer`. */
  let turns = null;
  let repeats = 0;
  const server = createServer((client) => {
    if (turns !== null) {
      repeats++;
      return repeat(turns, client);
    }
    turns = [];
    record(turns, client, connect(path.join(runDir, name)));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path.join(folder, name), resolve);
  });
  const close = atEnd(() => server.close());
  /** How many conversations were repeated so far. */
  const repeated = () => repeats;
  return {
    runDir: folder,
    port,
    repeated,
    stop: () => new Promise((resolve) => server.close(() => resolve(close()))),
  };
}

function record(turns, client, engine) {
  client.on('data', (bytes) => {
    const last = turns.at(-1);
    if (last === undefined || last.answer.length > 0) turns.push({ said: bytes.length, answer: [] });
    else last.said += bytes.length;
    engine.write(bytes);
  });
  engine.on('data', (bytes) => {
    turns.at(-1)?.answer.push(bytes);
    client.write(bytes);
  });
  client.on('end', () => engine.end());
  client.on('error', () => engine.destroy());
  engine.on('end', () => client.end());
  engine.on('error', (error) => client.destroy(error));
}

function repeat(turns, client) {
  let next = 0;
  let heard = 0;
  client.on('data', (bytes) => {
    heard += bytes.length;
    for (let turn = turns[next]; turn !== undefined && heard >= turn.said; turn = turns[next]) {
      heard -= turn.said;
      next++;
      for (const answer of turn.answer) client.write(answer);
    }
  });
  client.on('error', () => client.destroy());
}
