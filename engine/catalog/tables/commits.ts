import { defineTable } from '../define-table.ts';
import { userColumns } from '../user-columns.ts';

/** Pages come one after the other, without a size, and take neither a filter nor an order. */
export const commits = defineTable({
  name: 'Commits',
  scope: 'repository',
  description: "The commits that the repository's branches and tags lead to.",
  endpoint: {
    path: '/repositories/{workspace}/{repository}/commits',
    paging: 'cursor',
    pageLength: 100,
    hasSize: false,
    partial: true,
  },
  columns: [
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
    {
      name: 'RepositoryUUID',
      type: 'VARCHAR',
      length: 38,
      nullable: true,
      description: 'The UUID of the repository.',
      path: 'repository.uuid',
    },
    {
      name: 'RepositoryName',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'The name of the repository.',
      path: 'repository.name',
    },
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: "The address of the commit's page on Bitbucket.",
      path: 'links.html.href',
    },
  ],
  primaryKey: ['Hash'],
  foreignKeys: [
    { columns: ['AuthorUUID'], references: { table: 'Users', columns: ['UUID'] } },
    { columns: ['RepositoryUUID'], references: { table: 'Repositories', columns: ['UUID'] } },
  ],
  scopes: ['repository'],
});
