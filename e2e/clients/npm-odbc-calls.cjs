// What a Node application does with the npm package `odbc`. Arguments: the statements of the made row, of a long text, and
// of samples.
const { createRequire } = require('node:module');
const path = require('node:path');
const { createInterface } = require('node:readline');

const odbc = createRequire(path.join(__dirname, '..', '..', 'dist', 'npm-odbc', 'index.js'))('odbc');
const [made, long, ...samples] = process.argv.slice(2);

const say = (line) =>
  process.stdout.write(
    `${JSON.stringify(line, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`,
  );

const input = createInterface({ input: process.stdin });
const lines = input[Symbol.asyncIterator]();
async function at(name) {
  say({ at: name });
  await lines.next();
}

/** As other clients read: numbers as their digits, bits as 0 and 1. */
const text = (cell) =>
  cell === null ? null : typeof cell === 'boolean' ? String(Number(cell)) : String(cell);
const cells = (result) => result.map((row) => Object.values(row).map(text));
const columns = (result, ...names) => result.map((row) => names.map((name) => text(row[name])));

async function call(name, work) {
  try {
    say({ call: name, rows: await work() });
  } catch (error) {
    const [first] = error.odbcErrors ?? [];
    say({ call: name, error: [first?.state ?? '', first?.message ?? String(error)] });
  }
}

async function main() {
  const connection = await odbc.connect('DSN=Harbor');
  const read = async (sql, parameters = []) => cells(await connection.query(sql, parameters));

  await call('schemas', async () => columns(await connection.tables(null, '%', null, null), 'TABLE_SCHEM'));
  await call('tables', async () =>
    columns(await connection.tables(null, 'harbor-app', null, null), 'TABLE_NAME', 'TABLE_TYPE'),
  );
  await call('columns', async () =>
    columns(
      await connection.columns(null, 'harbor-app', 'PullRequests', null),
      'COLUMN_NAME',
      'DATA_TYPE',
      'COLUMN_SIZE',
      'NULLABLE',
    ),
  );
  await call('keys', async () =>
    columns(await connection.primaryKeys(null, 'harbor-app', 'PullRequests'), 'COLUMN_NAME'),
  );
  await call('made', () => read(made));
  await call('long', async () => {
    const roomy = await odbc.connect('DSN=Harbor;MaximumColumnSize=60000');
    const rows = cells(await roomy.query(long));
    await roomy.close();
    return rows;
  });
  for (const [place, sample] of samples.entries()) await call(`sample ${place}`, () => read(sample));

  const byState = 'SELECT Id, Title FROM PullRequests WHERE State = ? AND Id > ? ORDER BY Id LIMIT 2';
  await call('parameters', () => read(byState, ['OPEN', 3]));
  await call('values', () =>
    read('SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e', [
      'Grüße 潮汐 🌊',
      9007199254740993n,
      0.1,
      null,
      'x'.repeat(3000),
    ]),
  );
  await call('null', () => read('SELECT Id FROM PullRequests WHERE Id = 1 AND ? IS NULL', [null]));
  await call('table error', () => read('SELECT Id FROM PullRequest'));
  await call('column error', () => read('SELECT Titel FROM PullRequests'));
  await call('syntax error', () => read('SELEC Id FROM PullRequests'));
  await call('after', () => read('SELECT 1'));

  const insert = 'INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (?, ?)';
  const written =
    'SELECT ContentRaw FROM PullRequestComments WHERE PullRequestId = 7 AND ContentRaw LIKE ? ORDER BY Id';
  const write = async (name, work) => {
    await at('writing');
    await call(name, work);
    await at('written');
  };
  await write('autocommit', async () => {
    const { count } = await connection.query(insert, [7, 'größe 🌊 autocommit']);
    return [[String(count)], ...(await read(written, ['% autocommit']))];
  });
  await write('transaction', async () => {
    await connection.beginTransaction();
    const statement = await connection.createStatement();
    await statement.prepare(insert);
    for (const start of ['one', "it's"]) {
      await statement.bind([7, `${start} transaction`]);
      await statement.execute();
    }
    await statement.close();
    await connection.commit();
    return read(written, ['% transaction']);
  });

  // Leaving a result after one row.
  await at('before');
  const cursor = await connection.query('SELECT Id, Title FROM PullRequests', { cursor: true, fetchSize: 1 });
  await cursor.fetch();
  await at('read');
  await cursor.close();
  await at('left');
  await call('after closing', () => read('SELECT 1'));

  // Cancelling while rows are waited for: beside the result another connection of a pool goes on.
  const pool = await odbc.pool({ connectionString: 'DSN=Harbor', initialSize: 1, maxSize: 2 });
  await at('before');
  const statement = await connection.createStatement();
  await statement.prepare('SELECT Id FROM PullRequests');
  const ended = call('cancelled', async () => cells(await statement.execute()));
  await at('read');
  await call('of the pool', async () => cells(await pool.query('SELECT 2')));
  await statement.cancel();
  await ended;
  await at('left');
  await call('after cancelling', () => read('SELECT 1'));
  await statement.close();
  await pool.close();
  await connection.close();
  input.close();
}

void main();
