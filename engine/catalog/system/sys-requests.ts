import { defineTable } from '../define-table.ts';
import {
  factColumn,
  factCount,
  factFlag,
  factNumber,
  factText,
  factTime,
  factTimestamp,
  nullable,
} from './fact-column.ts';
import type { SystemTable } from './system-table.ts';

export const sysRequests: SystemTable = {
  definition: defineTable({
    name: 'sys_requests',
    scope: 'system',
    description:
      'The latest calls to Bitbucket of this workspace and credential since the engine was started.',
    columns: [
      factColumn('RequestId', factCount, 'Counts up with every call of the engine.'),
      factColumn('StartedAt', factTime, 'When it was made, in UTC.'),
      factColumn('Method', factText(8), 'GET, POST, PUT or DELETE.'),
      factColumn(
        'Address',
        { type: 'VARCHAR', nullable: false },
        'Path and query; credentials are in neither.',
      ),
      factColumn('Status', nullable(factNumber), 'The HTTP status; null where no answer came.'),
      factColumn('Milliseconds', factCount, 'How long it took.'),
      factColumn('Bytes', factCount, 'Bytes of the answer.'),
      factColumn('Attempt', factNumber, 'Counts the attempts of one call, from 1.'),
      factColumn('Cancelled', factFlag, 'Whether nobody waited for the answer any more.'),
      factColumn('Problem', { type: 'VARCHAR', nullable: true }, 'What went wrong, if anything did.'),
      factColumn('Purpose', factText(16), 'statement, schemas (their list, which statements share) or test.'),
      factColumn('DataSource', factText(255), 'The data source; empty for a connection string without one.'),
      factColumn('QueryId', nullable(factCount), 'The statement that it was made for, as in sys_queries.'),
      factColumn(
        'Statement',
        nullable(factText(10_000)),
        'Its text, without the values of its parameters, as long as it is kept.',
      ),
    ],
    primaryKey: ['RequestId'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: ({ requests, queries }) => {
    const statements = new Map(queries.map(({ id, statement }) => [id, statement]));
    return requests.map((call) => [
      call.id,
      factTimestamp(call.startedAt),
      call.method,
      call.target,
      call.status,
      call.milliseconds,
      call.bytes,
      call.attempt,
      call.cancelled,
      call.problem,
      call.purpose,
      call.dataSource,
      call.statementId,
      call.statementId === null ? null : (statements.get(call.statementId) ?? null),
    ]);
  },
};
