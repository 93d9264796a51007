/** The rows of the list: calls, and where they are grouped a row for each statement above its calls. */
import type { ApiCall } from '../../engine/admin/contract.ts';

export type ListRow =
  | { readonly kind: 'call'; readonly key: string; readonly call: ApiCall }
  | {
      readonly kind: 'group';
      readonly key: string;
      /** null: calls that belong to no statement. */
      readonly statementId: number | null;
      readonly purpose: ApiCall['purpose'];
      readonly dataSource: string;
      readonly calls: number;
      readonly bytes: number;
    };

export function listRows(calls: readonly ApiCall[], grouped: boolean): readonly ListRow[] {
  if (!grouped) return calls.map(callRow);
  // By the first call of each.
  const groups = new Map<string, ApiCall[]>();
  for (const call of calls) {
    const key =
      call.statementId === null ? `${call.purpose} ${call.dataSource}` : `statement ${call.statementId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  return [...groups].flatMap(([key, members]) => [groupRow(key, members), ...members.map(callRow)]);
}

const callRow = (call: ApiCall): ListRow => ({ kind: 'call', key: `call ${call.id}`, call });

function groupRow(key: string, members: readonly ApiCall[]): ListRow {
  return {
    kind: 'group',
    key,
    statementId: members[0]?.statementId ?? null,
    purpose: members[0]?.purpose ?? 'statement',
    dataSource: members[0]?.dataSource ?? '',
    calls: members.length,
    bytes: members.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
