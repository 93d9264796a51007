/** Whatever a call threw, as a failure that can be shown. */
import { AdminError } from '../../engine/admin/client.ts';
import type { Failure } from '../../engine/admin/contract.ts';

export function asFailure(thrown: unknown): Failure {
  if (thrown instanceof AdminError) return thrown.failure;
  return { sqlState: 'XX000', message: thrown instanceof Error ? thrown.message : String(thrown) };
}
