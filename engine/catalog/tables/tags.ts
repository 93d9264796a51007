import { defineTable } from '../define-table.ts';
import { searched } from '../filters.ts';
import { targetCommitColumns } from '../target-commit-columns.ts';
import { userColumns } from '../user-columns.ts';

/** Bitbucket sends `size` for tags sometimes only, so a count may not rely on it. */
export const tags = defineTable({
  name: 'Tags',
  scope: 'repository',
  description: 'The tags of the repository, each with the commit that it points at.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/refs/tags',
    paging: 'pages',
    pageLength: 100,
    hasSize: false,
    partial: true,
  },
  columns: [
    {
      name: 'Name',
      type: 'VARCHAR',
      length: 255,
      nullable: false,
      description: 'The name of the tag, without refs/tags/.',
      path: 'name',
      filter: searched('name'),
    },
    {
      name: 'Date',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'When the tag was made, in UTC; null for a lightweight tag.',
      path: 'date',
    },
    {
      name: 'Message',
      type: 'VARCHAR',
      nullable: true,
      description: 'The message of the tag; null for a lightweight tag.',
      path: 'message',
    },
    {
      name: 'TaggerRaw',
      type: 'VARCHAR',
      nullable: true,
      description: 'Who made the tag, as Git knows it; null for a lightweight tag.',
      path: 'tagger.raw',
    },
    ...userColumns({
      prefix: 'Tagger',
      path: 'tagger.user',
      who: "that the tagger's e-mail address belongs to",
    }),
    ...targetCommitColumns('tag'),
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: "The address of the tag's page on Bitbucket.",
      path: 'links.html.href',
    },
  ],
  primaryKey: ['Name'],
  foreignKeys: [
    { columns: ['TargetCommitHash'], references: { table: 'Commits', columns: ['Hash'] } },
    { columns: ['TaggerUUID'], references: { table: 'Users', columns: ['UUID'] } },
    { columns: ['TargetAuthorUUID'], references: { table: 'Users', columns: ['UUID'] } },
    { columns: ['TargetRepositoryUUID'], references: { table: 'Repositories', columns: ['UUID'] } },
  ],
  scopes: ['repository'],
  writes: {
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/refs/tags',
      scopes: ['repository:write'],
      required: ['Name', 'TargetCommitHash'],
      optional: ['Message'],
    },
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/refs/tags/{Name}',
      scopes: ['repository:write'],
    },
  },
});
