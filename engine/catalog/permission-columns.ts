import { named, required, textColumn, uuidColumn, wordColumn } from './column.ts';
import { lookedUp, searched } from './filters.ts';
import type { ColumnDef, ColumnFilter, WriteRules } from './table.ts';

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

/**
 * `path`: of the list of them; `key`: the column that names the account or the group. The call that gives a permission
 * is the one that changes it, so that INSERT sets it whether there was one or not.
 */
export function permissionWrites(path: string, key: string, scope: string): WriteRules {
  const one = `${path}/{${key}}`;
  const scopes = [scope];
  return {
    insert: { method: 'PUT', path: one, scopes, required: [key, 'Permission'], optional: [] },
    update: { method: 'PUT', path: one, scopes, columns: ['Permission'] },
    delete: { method: 'DELETE', path: one, scopes },
  };
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
