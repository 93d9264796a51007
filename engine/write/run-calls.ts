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
import { bodyOf, sentAgain } from './body.ts';
import type { RowCall } from './row-call.ts';

export type WriteClient = Pick<BitbucketClient, 'get' | 'write' | 'budget'>;

export interface CallsToMake {
  readonly calls: readonly RowCall[];
  readonly client: WriteClient;
  readonly allowOverBudget: boolean;
  readonly call: CallContext;
  /** What a row is called that was made just now. */
  nameOf(reply: unknown, call: RowCall): string;
  /** Hears of each row once it is written. */
  onWritten(reply: unknown, call: RowCall): void;
}

/** The replies, one for each call; null where Bitbucket said no more than that it was done. */
export async function runCalls(work: CallsToMake): Promise<readonly unknown[]> {
  const { calls, call } = work;
  checkBudget(work);
  const replies: unknown[] = [];
  const names: string[] = [];
  for (const row of calls) {
    try {
      call.signal.throwIfAborted();
      const reply = await runCall(row, work);
      replies.push(reply);
      names.push(row.name ?? work.nameOf(reply, row));
      work.onWritten(reply, row);
    } catch (thrown) {
      throw withAccount(thrown, call.signal, names, calls.length);
    }
  }
  return replies;
}

async function runCall({ method, target, members, again }: RowCall, work: CallsToMake): Promise<unknown> {
  const before = again.length === 0 ? [] : sentAgain((await work.client.get(target, work.call)).body, again);
  // Between reading and writing the statement may still be stopped.
  work.call.signal.throwIfAborted();
  const body = members === null ? null : bodyOf([...before, ...members]);
  return (await work.client.write(method, target, body, work.call)).body;
}

/** A statement that would stop halfway for want of calls says so before it begins. */
function checkBudget({ calls, client, allowOverBudget }: CallsToMake): void {
  const needed = calls.reduce((sum, { again }) => sum + (again.length === 0 ? 1 : 2), 0);
  const { left, limit } = client.budget();
  if (allowOverBudget || needed <= left) return;
  throw new DrawbridgeError(
    SqlState.budgetExceeded,
    `Writing ${calls.length} rows takes ${needed} API calls, and ${left} of ${limit} are left in this hour. Nothing was written.`,
    { hint: 'Write fewer rows at a time, raise HourlyBudget, or set AllowOverBudget=true.' },
  );
}

/** How many rows a message names. */
const mostNames = 20;

function withAccount(
  thrown: unknown,
  signal: AbortSignal,
  names: readonly string[],
  total: number,
): DrawbridgeError {
  const isStopped = signal.aborted && !(thrown instanceof DrawbridgeError && !isCancel(thrown));
  const cause = isStopped ? cancelOf(signal) : asDrawbridgeError(thrown);
  const done = accountOf(names);
  const said = cause.message.replace(/\.$/, '');
  const number = names.length + 1;
  const what = isStopped
    ? `${said}; it was stopped before row ${number} of ${total}. ${done}`
    : thrown instanceof UncertainWrite
      ? `It is not known whether row ${number} of ${total} was written: ${said}. ${done}`
      : `Row ${number} of ${total} was not written: ${said}. ${done}`;
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

function accountOf(names: readonly string[]): string {
  if (names.length === 0) return 'No row was written.';
  const named = names.slice(0, mostNames).join('; ');
  const more = names.length > mostNames ? `; and ${names.length - mostNames} more` : '';
  return names.length === 1
    ? `1 row was written: ${named}.`
    : `${names.length} rows were written: ${named}${more}.`;
}
