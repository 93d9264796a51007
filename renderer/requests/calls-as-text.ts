/** Calls as tab-separated text, with the names of the columns, as a spreadsheet takes it. */
import type { ApiCall, StatementInfo } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import { readableAddress } from './call-address.ts';
import { statusText } from './call-text.ts';

const text = messages.requests;

export function callsAsText(
  calls: readonly ApiCall[],
  statements: ReadonlyMap<number, StatementInfo>,
): string {
  const header = [
    text.time,
    text.method,
    text.address,
    text.status,
    'ms',
    'bytes',
    text.attempt,
    text.dataSource,
    text.statement,
  ];
  const lines = calls.map((call) => [
    call.startedAt,
    call.method,
    readableAddress(call.target),
    statusText(call),
    String(call.milliseconds),
    String(call.bytes),
    String(call.attempt),
    call.dataSource,
    call.statementId === null ? '' : (statements.get(call.statementId)?.sql ?? ''),
  ]);
  return [header, ...lines].map((cells) => cells.map(oneLine).join('\t')).join('\n');
}

const oneLine = (cell: string): string => cell.replaceAll(/\s+/g, ' ');
