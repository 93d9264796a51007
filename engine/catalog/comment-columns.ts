import type { ColumnDef } from './table.ts';
import { flag, lookedUp, timed } from './filters.ts';
import { userColumns } from './user-columns.ts';

/** `on`: what the comments are on. `more`: what only comments of one kind have. */
export function commentColumns(on: ColumnDef, more: readonly ColumnDef[] = []): readonly ColumnDef[] {
  return [
    {
      name: 'Id',
      type: 'BIGINT',
      nullable: false,
      description: 'The number of the comment.',
      path: 'id',
    },
    on,
    {
      name: 'ParentId',
      type: 'BIGINT',
      nullable: true,
      description: 'The comment that this one replies to.',
      path: 'parent.id',
    },
    {
      name: 'ContentRaw',
      type: 'VARCHAR',
      nullable: true,
      description: 'The text of the comment, in Markdown; empty once it was deleted.',
      path: 'content.raw',
    },
    ...userColumns({
      prefix: 'User',
      path: 'user',
      who: 'that wrote the comment',
      uuidFilter: lookedUp('user.uuid'),
    }),
    {
      name: 'Deleted',
      type: 'BOOLEAN',
      nullable: false,
      description: 'Whether the comment was deleted.',
      path: 'deleted',
      filter: flag('deleted'),
    },
    ...more,
    {
      name: 'InlinePath',
      type: 'VARCHAR',
      nullable: true,
      description: 'The file that the comment is on; null for a comment on the whole.',
      path: 'inline.path',
    },
    {
      name: 'InlineFrom',
      type: 'INTEGER',
      nullable: true,
      description: "The line in the file's old version.",
      path: 'inline.from',
    },
    {
      name: 'InlineTo',
      type: 'INTEGER',
      nullable: true,
      description: "The line in the file's new version.",
      path: 'inline.to',
    },
    {
      name: 'InlineStartFrom',
      type: 'INTEGER',
      nullable: true,
      description:
        "The first line in the file's old version, of a comment on several; InlineFrom is the last.",
      path: 'inline.start_from',
    },
    {
      name: 'InlineStartTo',
      type: 'INTEGER',
      nullable: true,
      description: "The first line in the file's new version, of a comment on several; InlineTo is the last.",
      path: 'inline.start_to',
    },
    {
      name: 'CreatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the comment was written, in UTC.',
      path: 'created_on',
      filter: timed('created_on'),
      sort: 'created_on',
    },
    {
      name: 'UpdatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the comment last changed, in UTC.',
      path: 'updated_on',
      filter: timed('updated_on'),
    },
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: 'The address of the comment on Bitbucket.',
      path: 'links.html.href',
    },
  ];
}
