import type { ColumnDef, ColumnFilter } from './table.ts';

interface UserColumnsOptions {
  /** The start of the columns' names, such as `Author`. */
  readonly prefix: string;
  /** Where the account stands in the API's object, such as `author`. */
  readonly path: string;
  /** Who it is, for the descriptions, such as `who opened the pull request`. */
  readonly who: string;
  readonly uuidFilter?: ColumnFilter;
  /** Other places of the account, in objects of other kinds. */
  readonly otherPaths?: readonly string[];
  /** Whether each row is about an account, so that there always is one, and all of it is told. */
  readonly isSubject?: boolean;
}

/** What Bitbucket tells of an account inside another object. All of it is null once the account is deleted. */
export function userColumns(options: UserColumnsOptions): readonly ColumnDef[] {
  const { prefix, who, uuidFilter, isSubject = false } = options;
  const at = (name: string): Pick<ColumnDef, 'path' | 'otherPaths'> => ({
    path: `${options.path}.${name}`,
    ...(options.otherPaths === undefined
      ? {}
      : { otherPaths: options.otherPaths.map((path) => `${path}.${name}`) }),
  });
  return [
    {
      name: `${prefix}UUID`,
      type: 'VARCHAR',
      length: 38,
      nullable: !isSubject,
      description: `The UUID, in braces, of the account ${who}.`,
      ...at('uuid'),
      ...(uuidFilter === undefined ? {} : { filter: uuidFilter }),
    },
    {
      name: `${prefix}DisplayName`,
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: `The name shown for the account ${who}. People may change it.`,
      ...at('display_name'),
    },
    {
      name: `${prefix}AccountId`,
      type: 'VARCHAR',
      length: 128,
      nullable: true,
      description: `The Atlassian account ID of the account ${who}.`,
      ...at('account_id'),
    },
    ...(isSubject ? subjectColumns(prefix, who, at) : []),
  ];
}

function subjectColumns(
  prefix: string,
  who: string,
  at: (name: string) => Pick<ColumnDef, 'path' | 'otherPaths'>,
): readonly ColumnDef[] {
  return [
    {
      name: `${prefix}Nickname`,
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: `The nickname of the account ${who}. It is neither unique nor lasting.`,
      ...at('nickname'),
    },
    {
      name: `${prefix}AccountType`,
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: `What kind of account it is: user for people, app_user for programs and access tokens.`,
      ...at('type'),
    },
  ];
}
