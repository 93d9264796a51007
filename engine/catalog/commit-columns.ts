import type { ColumnDef } from './table.ts';
import { userColumns } from './user-columns.ts';
import { repositoryName, repositoryUuid } from './repository-columns.ts';

/** What Bitbucket tells of a commit in a list of commits. */
export function commitColumns(): readonly ColumnDef[] {
  return [
    {
      name: 'Hash',
      type: 'VARCHAR',
      length: 40,
      nullable: false,
      description: 'The hash of the commit. Forks hold commits with the same hash.',
      path: 'hash',
    },
    {
      name: 'Date',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'The date of the commit as its author set it, in UTC.',
      path: 'date',
    },
    {
      name: 'Message',
      type: 'VARCHAR',
      nullable: true,
      description: 'The whole message of the commit.',
      path: 'message',
    },
    {
      name: 'AuthorRaw',
      type: 'VARCHAR',
      nullable: true,
      description: 'The author as Git knows it: a name and, in angle brackets, an e-mail address.',
      path: 'author.raw',
    },
    ...userColumns({
      prefix: 'Author',
      path: 'author.user',
      who: "that the author's e-mail address belongs to",
    }),
    {
      name: 'Parents',
      type: 'JSON',
      nullable: true,
      description: 'The commits that this one follows, as a JSON list of objects with a hash.',
      path: 'parents',
    },
    repositoryUuid,
    repositoryName,
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: "The address of the commit's page on Bitbucket.",
      path: 'links.html.href',
    },
  ];
}
