/**
 * 200,000 rows read through the driver, beside libpq and psqlODBC reading the same rows from PostgreSQL. The driver
 * reads a result that the engine has encoded before (kept-result.mjs), so that what is measured is the driver; and,
 * apart, one that the engine makes while it is read. A limit that the median exceeds makes the run fail.
 */
import path from 'node:path';
import { startEngineWithSandbox } from './engine-with-sandbox.mjs';
import { buildFetchPrograms, ourDriver, psqlOdbc } from './fetch-programs.mjs';
import { keptResult } from './kept-result.mjs';
import { startPostgres } from './postgres-cluster.mjs';
import { runProgram } from './programs.mjs';
import { rowSets } from './row-sets.mjs';
import { alternate, median, ratio, summary } from './statistics.mjs';

const count = 200_000;
const peer = 'libpq, row by row, from PostgreSQL';
const kept = 'Drawbridge, a kept result';
const fresh = 'Drawbridge, encoded afresh';
const pythonPeer = 'pyodbc with psqlODBC, from PostgreSQL';
const python = 'pyodbc with Drawbridge, a kept result';

const measures = {
  'wall, ms': { of: ({ seconds }) => seconds * 1000 },
  'client CPU, ms': { of: ({ clientCpuSeconds }) => clientCpuSeconds * 1000 },
  'first row, ms': { of: ({ firstRowMs }) => firstRowMs, digits: 1 },
  'peak memory, MiB': { of: ({ peakRssKiB }) => peakRssKiB / 1024, digits: 1 },
};

export async function driverReading(runs) {
  const postgres = await startPostgres();
  const engine = await startEngineWithSandbox({ latency: 0, schema: 'harbor-archive', pullRequests: 0 });
  const { folder, env } = engine.place;
  const programs = buildFetchPrograms(engine.place);
  const { made } = rowSets(count);
  const file = path.join(folder, 'rows.csv');
  await runProgram(['query', '--dsn', 'Bench', '--format', 'csv', '--output', file, made.sql], env);
  postgres.load(made.table, made.tableColumns, file);

  const forOdbc = await keptResult(engine.host.ready, path.join(folder, 'kept-odbc'));
  const forPython = await keptResult(engine.host.ready, path.join(folder, 'kept-python'));
  const ours = `Driver=${ourDriver};DSN=Bench`;
  const sql = `SELECT * FROM ${made.table}`;
  const string = `Driver=${psqlOdbc()};Server=${postgres.folder};Port=${postgres.port};Database=postgres;UID=bench;BoolsAsChar=0`;
  const cases = {
    [peer]: () =>
      programs.libpq(`host=${postgres.folder} port=${postgres.port} user=bench dbname=postgres`, sql),
    'psqlODBC from PostgreSQL': () => programs.odbc(string, sql),
    'psqlODBC with a cursor': () => programs.odbc(`${string};UseDeclareFetch=1;Fetch=1000`, sql),
    [kept]: () => programs.odbc(`${ours};RunDir=${forOdbc.runDir}`, made.sql),
    [fresh]: () => programs.odbc(ours, made.sql),
    [pythonPeer]: () => programs.python(string, sql),
    [python]: () => programs.python(`${ours};RunDir=${forPython.runDir}`, made.sql),
  };
  // Records what is kept.
  await cases[kept]();
  await cases[python]();
  const results = await alternate(runs, cases);
  if ([forOdbc, forPython].some((one) => one.repeated() !== runs))
    throw new Error('The driver has not read what was kept.');
  await Promise.all([forOdbc.stop(), forPython.stop()]);
  await engine.stop();
  await postgres.stop();
  return [readings(results), limits(results)];
}

function readings(results) {
  const all = Object.values(results).flat();
  if (new Set(all.map(({ rows }) => rows)).size > 1) throw new Error('The cases read different rows.');
  return {
    title: `${count.toLocaleString('en')} rows of 12 columns, read whole`,
    header: ['', ...Object.keys(measures)],
    rows: Object.entries(results).map(([name, list]) => [
      name,
      ...Object.values(measures).map(({ of, digits }) => summary(list.map(of), digits)),
    ]),
  };
}

function limits(results) {
  const of = (name, measure) => results[name].map(measures[measure].of);
  const lines = [
    ['client CPU × libpq', ratio(of(kept, 'client CPU, ms'), of(peer, 'client CPU, ms')), 1.5],
    ['wall × libpq', ratio(of(kept, 'wall, ms'), of(peer, 'wall, ms')), 1.3],
    ['first row, ms', median(of(kept, 'first row, ms')).toFixed(1), 30],
    // Driver manager, program and what it has touched of its buffers are in it.
    ['peak memory in all, MiB', median(of(kept, 'peak memory, MiB')).toFixed(1), 40],
    ['pyodbc, CPU × psqlODBC', ratio(of(python, 'client CPU, ms'), of(pythonPeer, 'client CPU, ms')), 0.6],
  ];
  return {
    title: 'The driver with a kept result',
    header: ['', 'measured', 'limit'],
    rows: lines.map(([name, measured, limit]) => [name, measured, String(limit)]),
    exceeded: lines.some(([, measured, limit]) => Number(measured) > limit),
  };
}
