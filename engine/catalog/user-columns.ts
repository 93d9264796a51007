import type { ColumnDef, ColumnFilter } from './table.ts';

interface UserColumnsOptions {
  /** The start of the columns' names, such as `Author`. */
  readonly prefix: string;
  /** Where the account stands in the API's object, such as `author`. */
  readonly path: string;
  /** Who it is, for the descriptions, such as `who opened the pull request`. */
  readonly who: string;
  readonly uuidFilter?: ColumnFilter;
}

/** What Bitbucket tells of an account inside another object. All of it is null once the account is deleted. */
export function userColumns(options: UserColumnsOptions): readonly ColumnDef[] {
  const { prefix, path, who, uuidFilter } = options;
  return [
    {
      name: `${prefix}UUID`,
      type: 'VARCHAR',
      length: 38,
      nullable: true,
      description: `The UUID, in braces, of the account ${who}.`,
      path: `${path}.uuid`,
      ...(uuidFilter === undefined ? {} : { filter: uuidFilter }),
    },
    {
      name: `${prefix}DisplayName`,
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: `The name shown for the account ${who}. People may change it.`,
      path: `${path}.display_name`,
    },
    {
      name: `${prefix}AccountId`,
      type: 'VARCHAR',
      length: 128,
      nullable: true,
      description: `The Atlassian account ID of the account ${who}.`,
      path: `${path}.account_id`,
    },
  ];
}
