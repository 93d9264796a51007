/** 2,000 pull requests through node-postgres when every API call takes 120 ms. */
import pg from 'pg';
import { concurrency, startEngineWithSandbox } from './engine-with-sandbox.mjs';
import { alternate, median, ratio, summary } from './statistics.mjs';

/** Milliseconds. */
const latency = 120;

const statements = {
  'SELECT *': 'SELECT * FROM PullRequests',
  'the newest ten': 'SELECT * FROM PullRequests ORDER BY Id DESC LIMIT 10',
  'count(*)': 'SELECT count(*) FROM PullRequests',
};

export async function slowApi(runs) {
  const engine = await startEngineWithSandbox({ latency, schema: 'harbor-app', pullRequests: 0 });
  const cases = Object.fromEntries(
    Object.entries(statements).map(([name, sql]) => [name, () => measure(engine, sql)]),
  );
  // The first statement also lists the schemas; what the second one asks for is what all others do.
  await measure(engine, statements['SELECT *']);
  await measure(engine, statements['SELECT *']);
  const addresses = await engine.calls();
  const { plainly, ...results } = await alternate(runs, {
    ...cases,
    plainly: () => engine.download(addresses),
  });
  await engine.stop();
  const wall = results['SELECT *'].map((one) => one.wall);
  return [
    {
      title: `2,000 pull requests at ${latency} ms a call, concurrency ${concurrency}, through node-postgres`,
      header: ['', 'rows', 'calls', 'floor, ms', 'wall, ms', '× floor', 'first row, ms', '× one call'],
      rows: Object.entries(results).map(([name, list]) => row(name, list)),
      notes: [
        `Floor: (1 + ceil((calls - 1) / ${concurrency})) × ${latency} ms.`,
        `Plain download of the addresses of SELECT *, concurrency ${concurrency}: ${summary(plainly)} ms; ours × that: ${ratio(wall, plainly)}.`,
      ],
    },
  ];
}

function row(name, list) {
  const calls = list.map((one) => one.calls);
  const wall = list.map((one) => one.wall);
  const first = list.map((one) => one.first);
  const floor = (1 + Math.ceil((median(calls) - 1) / concurrency)) * latency;
  return [
    name,
    String(median(list.map(({ rows }) => rows))),
    summary(calls),
    String(floor),
    summary(wall),
    ratio(wall, [floor]),
    summary(first),
    ratio(first, [latency]),
  ];
}

/** On a connection of its own, which is open before the clock starts. */
async function measure(engine, sql) {
  const { runDir, port } = engine.host.ready;
  const client = new pg.Client({ host: runDir, port, database: 'Bench', user: 'bench' });
  await client.connect();
  await engine.forgetCalls();
  const started = performance.now();
  let first = 0;
  let rows = 0;
  await new Promise((resolve, reject) => {
    const query = client.query(new pg.Query(sql));
    query.on('row', () => {
      if (rows++ === 0) first = performance.now() - started;
    });
    query.on('end', resolve);
    query.on('error', reject);
  });
  const wall = performance.now() - started;
  await client.end();
  return { rows, first, wall, calls: (await engine.calls()).length };
}
