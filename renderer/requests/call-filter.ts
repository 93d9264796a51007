/** Which of the calls are shown. */
import type { ApiCall, StatementInfo } from '../../engine/admin/contract.ts';
import { readableAddress } from './call-address.ts';

export type StatusFilter = 'all' | 'problems' | 'limited' | 'retried';

export interface CallFilter {
  /** Found in the address, the statement or the problem, without regard to case. */
  readonly text: string;
  readonly status: StatusFilter;
  /** null: any. */
  readonly dataSource: string | null;
  readonly statementId: number | null;
}

export const everything: CallFilter = Object.freeze({
  text: '',
  status: 'all',
  dataSource: null,
  statementId: null,
});

export function filteredCalls(
  calls: readonly ApiCall[],
  statements: ReadonlyMap<number, StatementInfo>,
  filter: CallFilter,
): readonly ApiCall[] {
  const text = filter.text.trim().toLowerCase();
  if (text === '' && filter.status === 'all' && filter.dataSource === null && filter.statementId === null)
    return calls;
  return calls.filter(
    (call) =>
      (filter.statementId === null || call.statementId === filter.statementId) &&
      (filter.dataSource === null || call.dataSource === filter.dataSource) &&
      hasStatus(call, filter.status) &&
      (text === '' || textOf(call, statements).includes(text)),
  );
}

/** A call that somebody should look at. */
export const isProblem = ({ status, cancelled, problem }: ApiCall): boolean =>
  !cancelled && (status === null || status >= 400 || problem !== null);

export const isLimited = ({ status }: ApiCall): boolean => status === 429;

function hasStatus(call: ApiCall, status: StatusFilter): boolean {
  switch (status) {
    case 'all':
      return true;
    case 'problems':
      return isProblem(call);
    case 'limited':
      return isLimited(call);
    case 'retried':
      return call.attempt > 1;
  }
}

function textOf(call: ApiCall, statements: ReadonlyMap<number, StatementInfo>): string {
  const sql = call.statementId === null ? '' : (statements.get(call.statementId)?.sql ?? '');
  return [readableAddress(call.target), sql, call.problem ?? ''].join('\n').toLowerCase();
}
