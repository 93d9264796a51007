/**
 * The rows that block-fetch.mjs reads: columns of pull requests, once as they come from the API, and once made by
 * DuckDB, so that reading them costs no call. All texts have a length that fits an application's buffers.
 */

/**
 * `postgres`: the type that makes psqlODBC describe the column as our driver does. `made` counts with `i`; its text is
 * ASCII, since a driver manager reads the bytes of a statement by the locale of the program.
 */
const columns = [
  { name: 'Id', postgres: 'bigint', made: '(100000 - i)::BIGINT' },
  { name: 'Title', postgres: 'varchar(255)', made: "'Keep the harbor lights on for ship ' || i::VARCHAR" },
  { name: 'State', postgres: 'varchar(20)', made: "if(i % 5 = 0, 'OPEN', 'MERGED')" },
  { name: 'IsDraft', postgres: 'boolean', made: 'i % 7 = 0' },
  {
    name: 'AuthorUUID',
    postgres: 'varchar(38)',
    made: "'{00000000-0000-4000-8000-' || lpad((i % 25)::VARCHAR, 12, '0') || '}'",
  },
  {
    name: 'AuthorDisplayName',
    postgres: 'varchar(255)',
    made: "'Zo' || chr(235) || ' Lindstr' || chr(246) || 'm ' || (i % 25)::VARCHAR",
  },
  { name: 'SourceBranchName', postgres: 'varchar(255)', made: "'feature/lights-' || i::VARCHAR" },
  { name: 'SourceCommitHash', postgres: 'varchar(40)', made: "lpad(i::VARCHAR, 12, 'c0ffee')" },
  { name: 'DestinationBranchName', postgres: 'varchar(255)', made: "'main'" },
  { name: 'CommentCount', postgres: 'integer', made: '(i % 9)::INTEGER' },
  {
    name: 'CreatedOn',
    postgres: 'timestamp',
    made: "TIMESTAMP '2024-01-01 08:00:00.123456' + to_seconds(i)",
  },
  { name: 'UpdatedOn', postgres: 'timestamp', made: "TIMESTAMP '2025-01-01 08:00:00.5' + to_seconds(i)" },
];

const list = (text) => columns.map(text).join(', ');

/** `sql`: for the engine; `table`: the same rows in PostgreSQL, whose columns are `tableColumns`. */
export function rowSets(count) {
  return {
    fromApi: {
      title: 'pull requests',
      sql: `SELECT ${list(({ name }) => name)} FROM PullRequests`,
      table: 'pull_requests',
      tableColumns: list(({ name, postgres }) => `${name} ${postgres}`),
    },
    made: {
      title: 'rows that DuckDB makes',
      sql: `SELECT ${list(({ name, made }) => `${made} AS ${name}`)} FROM range(${count}) r(i)`,
      table: 'made_rows',
      // An expression has no length, and both drivers describe it as long text.
      tableColumns: list(({ name, postgres }) => `${name} ${postgres.replace(/varchar.*/, 'text')}`),
    },
  };
}
