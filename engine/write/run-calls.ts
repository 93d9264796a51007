/**
 * The calls of a write, one after the other, with an account of what was done.
 *
 * Nothing is sent twice: after an error or a cancel no further row is begun, and the error says which rows were
 * written and of which nobody knows.
 */
import type { CallContext } from '../bitbucket/api-attempt.ts';
import type { BitbucketClient } from '../bitbucket/client.ts';
import { UncertainWrite } from '../bitbucket/uncertain-write.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../error.ts';
import { asDuplicate } from './duplicate.ts';
import type { RowCall } from './row-call.ts';
import { sentBody } from './sent-body.ts';
import type { SentCall } from './sent-call.ts';

export type WriteClient = Pick<BitbucketClient, 'get' | 'write' | 'budget' | 'awaitTask'>;

export interface CallsToMake {
  readonly calls: readonly RowCall[];
  readonly client: WriteClient;
  readonly allowOverBudget: boolean;
  readonly call: CallContext;
  /** Whether the rows are wanted as they are now, which may take a call more for each. */
  readonly returns: boolean;
  /** What a row is called that was made just now. */
  nameOf(reply: unknown, call: RowCall): string;
  /** Hears of each row once it is written. */
  onWritten(reply: unknown, call: RowCall): void;
}

/** The replies, one for each row; null where Bitbucket said no more than that it was done. */
export async function runCalls(work: CallsToMake): Promise<readonly unknown[]> {
  const { calls, call } = work;
  checkBudget(work);
  const replies: unknown[] = [];
  const names: string[] = [];
  for (const row of calls) {
    const set: string[] = [];
    try {
      call.signal.throwIfAborted();
      const reply = await runRow(row, work, set);
      replies.push(reply);
      names.push(row.name ?? work.nameOf(reply, row));
      work.onWritten(reply, row);
    } catch (thrown) {
      throw withAccount(thrown, call.signal, { names, total: calls.length, set });
    }
  }
  return work.returns ? rowsNow(work, replies, names) : replies;
}

/** `set` hears of the columns that are written already. */
async function runRow({ calls }: RowCall, work: CallsToMake, set: string[]): Promise<unknown> {
  let reply: unknown = null;
  for (const [index, call] of calls.entries()) {
    if (index > 0) work.call.signal.throwIfAborted();
    reply = await runCall(call, work);
    set.push(call.sets);
  }
  return reply;
}

async function runCall(sent: SentCall, work: CallsToMake): Promise<unknown> {
  const { method, target, again } = sent;
  const object = again.length === 0 ? null : (await work.client.get(target, work.call)).body;
  // Between reading and writing the statement may still be stopped.
  work.call.signal.throwIfAborted();
  const body = sentBody(sent, object);
  try {
    return (await work.client.write(method, target, body, work.call)).body;
  } catch (thrown) {
    throw asDuplicate(thrown, sent.isNew);
  }
}

/** The rows whose calls answered something else are read; by now all of them are written. */
async function rowsNow(
  { calls, client, call }: CallsToMake,
  replies: readonly unknown[],
  names: readonly string[],
): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (const [index, { read }] of calls.entries()) {
    try {
      const row = read === null ? replies[index] : (await client.get(read, call)).body;
      // A row of nothing but NULL would look like one that was read.
      if (row === null) throw new DrawbridgeError(SqlState.sourceFailed, 'Bitbucket answered without it.');
      rows.push(row);
    } catch (thrown) {
      const { sqlState, message, hint } = call.signal.aborted
        ? cancelOf(call.signal)
        : asDrawbridgeError(thrown);
      throw new DrawbridgeError(
        sqlState,
        `What was written could not be read to be returned: ${message.replace(/\.$/, '')}. ${accountOf(names)}`,
        { cause: thrown, ...(hint === undefined ? {} : { hint }) },
      );
    }
  }
  return rows;
}

/** A statement that would stop halfway for want of calls says so before it begins. */
function checkBudget({ calls: rows, client, allowOverBudget, returns }: CallsToMake): void {
  const needed = rows.reduce(
    (sum, { calls, read }) =>
      sum +
      calls.reduce((all, { again }) => all + (again.length === 0 ? 1 : 2), 0) +
      (returns && read !== null ? 1 : 0),
    0,
  );
  const { left, limit } = client.budget();
  if (allowOverBudget || needed <= left) return;
  throw new DrawbridgeError(
    SqlState.budgetExceeded,
    `Writing ${rows.length} rows takes ${needed} API calls, and ${left} of ${limit} are left in this hour. Nothing was written.`,
    { hint: 'Write fewer rows at a time, raise HourlyBudget, or set AllowOverBudget=true.' },
  );
}

/** How many rows a message names. */
const mostNames = 20;

function withAccount(
  thrown: unknown,
  signal: AbortSignal,
  { names, total, set }: { names: readonly string[]; total: number; set: readonly string[] },
): DrawbridgeError {
  const isStopped = signal.aborted && !(thrown instanceof DrawbridgeError && !isCancel(thrown));
  const cause = isStopped ? cancelOf(signal) : asDrawbridgeError(thrown);
  // Of this row more was said than that it was not written.
  const isLone = names.length === 0 && (set.length > 0 || thrown instanceof UncertainWrite);
  const done = isLone ? 'No other row was written.' : accountOf(names);
  // What a row had set before the call that failed stays set.
  const partly = set.length === 0 ? '' : `, after its ${set.join(' and ')} was written`;
  const said = cause.message.replace(/\.$/, '');
  const number = names.length + 1;
  const what = isStopped
    ? `${said}; it was stopped ${partly === '' ? 'before' : 'within'} row ${number} of ${total}${partly}. ${done}`
    : thrown instanceof UncertainWrite
      ? `It is not known whether row ${number} of ${total} was written${partly === '' ? '' : ' whole'}: ${said}${partly}. ${done}`
      : `Row ${number} of ${total} was not written${partly === '' ? '' : ' whole'}: ${said}${partly}. ${done}`;
  const hint =
    thrown instanceof UncertainWrite
      ? 'Look whether the row is there before you write it again.'
      : cause.hint;
  return new DrawbridgeError(cause.sqlState, what, {
    cause,
    ...(hint === undefined ? {} : { hint }),
    ...(names.length > mostNames ? { detail: `Written: ${names.join('; ')}` } : {}),
  });
}

function isCancel(error: DrawbridgeError): boolean {
  return error.sqlState === SqlState.queryCanceled;
}

function cancelOf({ reason }: AbortSignal): DrawbridgeError {
  if (reason instanceof DrawbridgeError) return reason;
  return new DrawbridgeError(SqlState.queryCanceled, 'The statement was cancelled', { cause: reason });
}

/** Which rows were written, as a sentence. */
export function accountOf(names: readonly string[]): string {
  if (names.length === 0) return 'No row was written.';
  const named = names.slice(0, mostNames).join('; ');
  const more = names.length > mostNames ? `; and ${names.length - mostNames} more` : '';
  return names.length === 1
    ? `1 row was written: ${named}.`
    : `${names.length} rows were written: ${named}${more}.`;
}
