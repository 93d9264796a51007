import { named, required, textColumn, uuidColumn, wordColumn } from './column.ts';
import { lookedUp, searched } from './filters.ts';
import type { ColumnDef, ColumnFilter } from './table.ts';

/** What is allowed; `levels` names the possible values. */
export function permissionColumn(levels: string, filter?: ColumnFilter): ColumnDef {
  const description = `What the permission allows: ${levels}.`;
  return wordColumn('Permission', 'permission', description, {
    nullable: false,
    ...(filter === undefined ? {} : { filter }),
  });
}

interface AccountFilters {
  readonly uuid?: ColumnFilter;
}

/** The account that a permission, a membership or a review is for; it is part of the key. */
export function permittedUserColumns(filters: AccountFilters = {}): readonly ColumnDef[] {
  const uuid = filters.uuid === undefined ? {} : { filter: filters.uuid };
  return [
    uuidColumn('UserUUID', 'user.uuid', 'The UUID, in braces, of the account.', { ...required, ...uuid }),
    textColumn(
      'UserName',
      'user.display_name',
      'The name shown for the account. People may change it.',
      named,
    ),
    textColumn('UserAccountId', 'user.account_id', 'The Atlassian account ID of the account.', {
      length: 128,
    }),
  ];
}

/** The repository that a permission is for. */
export const permittedRepositoryColumns: readonly ColumnDef[] = [
  uuidColumn('RepositoryUUID', 'repository.uuid', 'The UUID of the repository.', {
    ...required,
    filter: lookedUp('repository.uuid'),
  }),
  textColumn('RepositoryName', 'repository.name', 'The name of the repository.', {
    ...named,
    filter: searched('repository.name'),
  }),
  textColumn(
    'RepositoryFullName',
    'repository.full_name',
    'The slugs of workspace and repository with a slash between them.',
    named,
  ),
];
