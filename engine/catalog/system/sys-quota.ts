import { defineTable } from '../define-table.ts';
import {
  factColumn,
  factCount,
  factFlag,
  factText,
  factTime,
  factTimestampOrNull,
  nullable,
} from './fact-column.ts';
import type { SystemTable } from './system-table.ts';

const count = nullable(factCount);
const time = nullable(factTime);

export const sysQuota: SystemTable = {
  definition: defineTable({
    name: 'sys_quota',
    scope: 'system',
    description: "The API calls of this connection's credential, which Bitbucket counts by the hour.",
    columns: [
      factColumn('CredentialId', factCount, 'The credential, as the engine numbers them while it runs.'),
      factColumn(
        'DataSources',
        { type: 'VARCHAR', nullable: false },
        'The data sources that share it, with commas.',
      ),
      factColumn('CallsLimit', factCount, 'The calls that the connection allows itself in an hour.'),
      factColumn('CallsMade', factCount, 'The calls of the last hour that this engine has made.'),
      factColumn('CallsLeft', factCount, 'How many of the limit are left.'),
      factColumn('OverBudgetAllowed', factFlag, 'Whether the limit may be exceeded.'),
      factColumn('ResetAt', time, 'When the oldest call of the last hour leaves it, in UTC.'),
      factColumn('FitsAgainAt', time, 'When one more call fits, where none fits now.'),
      factColumn('RestUntil', time, 'Until when no call is made, where Bitbucket has asked for rest.'),
      factColumn('CountedSince', time, 'Since when calls are counted, where that is less than an hour.'),
      factColumn('BitbucketLimit', count, 'The calls an hour that Bitbucket says it allows.'),
      factColumn('BitbucketLeft', count, 'The calls that Bitbucket says are left.'),
      factColumn('BitbucketNearLimit', nullable(factFlag), 'Whether Bitbucket says that the limit is near.'),
      factColumn('BitbucketResource', nullable(factText(64)), 'What its limit is for, in its words.'),
      factColumn('BitbucketResetAt', time, 'When its count begins anew.'),
      factColumn(
        'BitbucketSaidAt',
        time,
        'When it said so; null where it has said nothing in the last hour.',
      ),
    ],
    primaryKey: ['CredentialId'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: ({ quota }) => {
    const { said } = quota;
    const resets = said?.report.resetSeconds ?? null;
    return [
      [
        quota.id,
        quota.dataSources.join(', '),
        quota.budget,
        quota.used,
        Math.max(0, quota.budget - quota.used),
        quota.overBudgetAllowed,
        factTimestampOrNull(quota.nextFreeAt),
        factTimestampOrNull(quota.fitsAgainAt),
        factTimestampOrNull(quota.restUntil),
        factTimestampOrNull(quota.since),
        said?.report.limit ?? null,
        said?.report.remaining ?? null,
        said?.report.nearLimit ?? null,
        said?.report.resource ?? null,
        factTimestampOrNull(said === null || resets === null ? null : said.at + resets * 1000),
        factTimestampOrNull(said?.at ?? null),
      ],
    ];
  },
};
