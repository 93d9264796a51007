/**
 * 100,000 rows read by a C program in blocks of 1,000, column by column, numbers and times as what they are and texts
 * as SQL_C_WCHAR: through our driver from the engine, and the same rows from PostgreSQL through psqlODBC and libpq.
 */
import path from 'node:path';
import { concurrency, startEngineWithSandbox } from './engine-with-sandbox.mjs';
import { buildFetchPrograms, ourDriver, psqlOdbc } from './fetch-programs.mjs';
import { startPostgres } from './postgres-cluster.mjs';
import { cpuOf, memoryOf, runProgram } from './programs.mjs';
import { rowSets } from './row-sets.mjs';
import { alternate, ratio, summary } from './statistics.mjs';

const count = 100_000;
const peer = 'libpq from PostgreSQL';
const ours = 'Drawbridge';

export async function blockFetch(runs) {
  const postgres = await startPostgres();
  const engine = await startEngineWithSandbox({ latency: 0, schema: 'harbor-archive', pullRequests: count });
  const { place, host, sandbox } = engine;
  const programs = buildFetchPrograms(place);
  const { fromApi, made } = rowSets(count);
  for (const { sql, table, tableColumns } of [fromApi, made]) {
    const file = path.join(place.folder, `${table}.csv`);
    await runProgram(['query', '--dsn', 'Bench', '--format', 'csv', '--output', file, sql], place.env);
    postgres.load(table, tableColumns, file);
  }

  const fromPostgres = ({ table }) => {
    const sql = `SELECT * FROM ${table}`;
    const { folder, port } = postgres;
    const string = `Driver=${psqlOdbc()};Server=${folder};Port=${port};Database=postgres;UID=bench;BoolsAsChar=0`;
    return {
      [peer]: () => programs.libpq(`host=${folder} port=${port} user=bench dbname=postgres`, sql),
      'psqlODBC from PostgreSQL': () => programs.odbc(string, sql),
      'the same with a cursor': () => programs.odbc(`${string};UseDeclareFetch=1;Fetch=1000`, sql),
    };
  };
  const fromEngine = async ({ sql }) => {
    const before = { engine: cpuOf(host.pid), sandbox: cpuOf(sandbox.pid) };
    const result = await programs.odbc(`Driver=${ourDriver};DSN=Bench`, sql);
    const cpu = { engine: cpuOf(host.pid) - before.engine, sandbox: cpuOf(sandbox.pid) - before.sandbox };
    return { ...result, cpu };
  };
  const { runDir, port } = host.ready;

  const ofMade = await alternate(runs, {
    ...fromPostgres(made),
    'libpq from the engine': () => programs.libpq(`host=${runDir} port=${port} dbname=Bench`, made.sql),
    [ours]: () => fromEngine(made),
  });
  const memoryOfMade = memoryOf(host.pid).peak;

  let calls = [];
  const ofApi = await alternate(runs, {
    ...fromPostgres(fromApi),
    [ours]: async () => {
      await engine.forgetCalls();
      const result = await fromEngine(fromApi);
      calls = await engine.calls();
      return result;
    },
    download: async () => ({ seconds: (await engine.download(calls)) / 1000 }),
  });
  const { download, ...fetches } = ofApi;
  const memoryOfApi = memoryOf(host.pid).peak;
  await engine.stop();
  await postgres.stop();

  const wall = (list) => list.map(({ seconds }) => seconds);
  const cpu = (list, process) => list.map((one) => one.cpu[process]);
  return [
    table(made, ofMade, [
      `Engine: CPU ${summary(cpu(ofMade[ours], 'engine'), 2)} s, peak memory ${memoryOfMade.toFixed(0)} MiB so far.`,
    ]),
    table(fromApi, fetches, [
      `Engine: CPU ${summary(cpu(fetches[ours], 'engine'), 1)} s, peak memory ${memoryOfApi.toFixed(0)} MiB. ` +
        `Sandbox: CPU ${summary(cpu(fetches[ours], 'sandbox'), 1)} s.`,
      `Wall ${summary(wall(fetches[ours]), 1)} s. Plain download of the same ${calls.length} addresses, ` +
        `concurrency ${concurrency}: ${summary(wall(download), 1)} s; ours × that: ` +
        `${ratio(wall(fetches[ours]), wall(download))}.`,
    ]),
  ];
}

function table({ title }, results, notes) {
  check(results);
  const measures = {
    'rows/s': { of: ({ rows, seconds }) => rows / seconds },
    'client CPU, ms': { of: ({ clientCpuSeconds }) => clientCpuSeconds * 1000 },
    'peak memory, MiB': { of: ({ peakRssKiB }) => peakRssKiB / 1024, digits: 1 },
    'first row, ms': { of: ({ firstRowMs }) => firstRowMs, digits: 1 },
  };
  const cells = (list) =>
    Object.values(measures).flatMap(({ of, digits }) => [
      summary(list.map(of), digits),
      ratio(list.map(of), results[peer].map(of)),
    ]);
  const buffers = results[ours][0].bufferKiB / 1024;
  return {
    title: `${count.toLocaleString('en')} ${title}, 12 columns, block fetch`,
    header: ['', ...Object.keys(measures).flatMap((name) => [name, '× libpq'])],
    rows: Object.entries(results).map(([name, list]) => [name, ...cells(list)]),
    notes: [...notes, `The ODBC program's own buffers: ${buffers.toFixed(1)} MiB.`],
  };
}

/** Figures of different rows cannot be compared. */
function check(results) {
  const all = Object.values(results).flat();
  const viaOdbc = all.filter(({ bufferKiB }) => bufferKiB > 0);
  const differ = (list, name) => new Set(list.map((one) => one[name])).size > 1;
  if (differ(all, 'rows') || differ(viaOdbc, 'bytes') || differ(viaOdbc, 'bufferKiB')) {
    throw new Error(`Not the same rows: ${JSON.stringify(results)}`);
  }
}
