/** Prepares a statement, unless the transaction that it would run in has failed. */
import { asDrawbridgeError } from '../error.ts';
import type { Prepared, Session } from '../session/session.ts';
import type { ParseMessage } from './frontend-message.ts';
import type { TransactionState } from './transaction-state.ts';

/** Throws 25P02 in the place of what else would be wrong with the statement, except its syntax. */
export async function prepareAdmitted(
  session: Session,
  transaction: TransactionState,
  { text, parameterTypes }: Pick<ParseMessage, 'text' | 'parameterTypes'>,
): Promise<Prepared> {
  const prepared = await session.prepare(text, parameterTypes).catch((thrown: unknown) => {
    throw transaction.failure(asDrawbridgeError(thrown));
  });
  try {
    transaction.admit(prepared);
  } catch (thrown) {
    prepared.close();
    throw thrown;
  }
  return prepared;
}
