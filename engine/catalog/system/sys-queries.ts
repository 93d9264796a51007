import { defineTable } from '../define-table.ts';
import { factColumn as column, factCount as count, factTimestamp } from './fact-column.ts';
import type { SystemTable } from './system-table.ts';

export const sysQueries: SystemTable = {
  definition: defineTable({
    name: 'sys_queries',
    scope: 'system',
    description: 'The latest statements of this workspace and credential since the engine was started.',
    columns: [
      column('QueryId', count, 'Counts up from 1 with every statement of the engine.'),
      column('SessionId', { type: 'VARCHAR', length: 8, nullable: false }, 'The connection, as in the log.'),
      column('StartedAt', { type: 'TIMESTAMP', nullable: false }, 'When the statement was executed, in UTC.'),
      column(
        'Statement',
        { type: 'VARCHAR', length: 10_000, nullable: false },
        'The text, without the values of its parameters.',
      ),
      column(
        'State',
        { type: 'VARCHAR', length: 16, nullable: false },
        'running, done, failed, cancelled, or closed when the client wanted no more rows.',
      ),
      column('Rows', count, 'Rows of the result that were read so far.'),
      column('Calls', count, 'Calls to Bitbucket.'),
      column('Bytes', count, 'Bytes that Bitbucket sent.'),
      column('Milliseconds', { type: 'BIGINT', nullable: true }, 'How long it took; NULL while it runs.'),
      column('Cut', { type: 'BOOLEAN', nullable: false }, 'Whether a row limit has cut the result.'),
      column('SqlState', { type: 'VARCHAR', length: 5, nullable: true }, 'Of the error, if it failed.'),
      column('Message', { type: 'VARCHAR', nullable: true }, 'Of the error, if it failed.'),
    ],
    primaryKey: ['QueryId'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: ({ queries }) =>
    queries.map((query) => [
      query.id,
      query.session,
      factTimestamp(query.startedAt),
      query.statement,
      query.state,
      query.rows,
      query.calls,
      query.bytes,
      query.milliseconds,
      query.cut,
      query.sqlState,
      query.message,
    ]),
};
