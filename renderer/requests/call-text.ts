/** Words for a call that list, details and clipboard share. */
import type { ApiCall, StatementInfo } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';

const text = messages.requests;

export function statusText({ status, cancelled }: ApiCall): string {
  if (status !== null) return String(status);
  return cancelled ? text.cancelled : text.noAnswer;
}

/** The statement on one line, or why a call without one was made. */
export function reasonText(
  { statementId, purpose }: Pick<ApiCall, 'statementId' | 'purpose'>,
  statements: ReadonlyMap<number, StatementInfo>,
): string {
  const sql = statementId === null ? undefined : statements.get(statementId)?.sql;
  return sql === undefined ? text.purposes[purpose] : sql.replaceAll(/\s+/g, ' ').trim();
}

export const dataSourceText = (name: string): string => (name === '' ? text.noDataSource : name);
