/** The host from its start to its ready line, and its memory when it has nothing to do. */
import { setTimeout as wait } from 'node:timers/promises';
import { alternate, ratio, summary } from './statistics.mjs';
import { memoryOf, startNode, startProgram, temporaryPlace } from './programs.mjs';

/** Milliseconds after the first line, so that what a start leaves to be done is done. */
const rest = 500;

const starts = {
  host: (env) => startProgram(['host'], env),
  node: (env) => startNode(['-e', "console.log('ready'); setInterval(() => {}, 60_000)"], env),
};

async function measure(start) {
  const place = temporaryPlace();
  const program = await start(place.env);
  await wait(rest);
  const { resident } = memoryOf(program.pid);
  await program.stop();
  place.remove();
  return { milliseconds: program.milliseconds, resident };
}

export async function hostStart(runs) {
  const { host, node } = await alternate(runs, {
    host: () => measure(starts.host),
    node: () => measure(starts.node),
  });
  const times = (list) => list.map(({ milliseconds }) => milliseconds);
  const memory = (list) => list.map(({ resident }) => resident);
  const row = (name, list) => [
    name,
    summary(times(list)),
    ratio(times(list), times(node)),
    summary(memory(list)),
    ratio(memory(list), memory(node)),
  ];
  return [
    {
      title: 'The host, beside a Node process that does nothing',
      header: ['', 'to ready line, ms', '× Node', 'idle memory, MiB', '× Node'],
      rows: [row('host', host), row('empty Node process', node)],
    },
  ];
}
