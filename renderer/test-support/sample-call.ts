/** An API call that went well, as the list of requests has it. */
import type { ApiCall } from '../../engine/admin/contract.ts';

export const sampleCall: ApiCall = {
  id: 1,
  startedAt: '2026-02-03T04:05:06Z',
  method: 'GET',
  target: '/2.0/repositories/acme',
  status: 200,
  milliseconds: 12,
  bytes: 900,
  attempt: 1,
  cancelled: false,
  problem: null,
  dataSource: 'Sandbox',
  purpose: 'statement',
  statementId: 1,
};
