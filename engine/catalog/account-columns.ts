import { named, required, textColumn, uuidColumn, wordColumn } from './column.ts';
import type { ColumnDef } from './table.ts';

/** Of collections whose members are accounts themselves; `who` stands behind "the account". */
export function accountColumns(who: string): readonly ColumnDef[] {
  return [
    uuidColumn('UserUUID', 'uuid', `The UUID, in braces, of the account ${who}.`, required),
    textColumn(
      'UserDisplayName',
      'display_name',
      `The name shown for the account ${who}. People may change it.`,
      named,
    ),
    textColumn('UserAccountId', 'account_id', `The Atlassian account ID of the account ${who}.`, {
      length: 128,
    }),
    textColumn('UserNickname', 'nickname', 'The nickname. It is neither unique nor lasting.', named),
    wordColumn('UserType', 'type', 'What kind of account it is: user for people, app_user for programs.'),
  ];
}
