/** What can be said of a value that the engine takes, though it is hardly meant. It does not keep anybody from saving. */
import type { Property } from '../../engine/admin/contract.ts';

type Doubt = NonNullable<Property['doubts']>[number];

export function doubtOf({ doubts = [] }: Property, text: string): Doubt | undefined {
  return text === '' ? undefined : doubts.find(({ pattern }) => new RegExp(pattern, 'iu').test(text));
}
