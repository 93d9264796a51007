import type { ColumnDef } from './table.ts';
import { lookedUp } from './filters.ts';
import { userColumns } from './user-columns.ts';

/** The commit that a branch or a tag points at, with its author and repository. */
export function targetCommitColumns(kind: 'branch' | 'tag'): readonly ColumnDef[] {
  return [
    {
      name: 'TargetCommitHash',
      type: 'VARCHAR',
      length: 40,
      nullable: false,
      description: `The hash of the commit that the ${kind} points at.`,
      path: 'target.hash',
      filter: lookedUp('target.hash'),
    },
    {
      name: 'TargetCommitMessage',
      type: 'VARCHAR',
      nullable: true,
      description: 'The message of that commit.',
      path: 'target.message',
    },
    {
      name: 'TargetCommitDate',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'The date of that commit, in UTC.',
      path: 'target.date',
    },
    {
      name: 'TargetAuthorRaw',
      type: 'VARCHAR',
      nullable: true,
      description:
        'The author of that commit as Git knows it: a name and, in angle brackets, an e-mail address.',
      path: 'target.author.raw',
    },
    ...userColumns({
      prefix: 'TargetAuthor',
      path: 'target.author.user',
      who: "that the author's e-mail address belongs to",
    }),
    {
      name: 'TargetRepositoryUUID',
      type: 'VARCHAR',
      length: 38,
      nullable: true,
      description: 'The UUID of the repository that holds the commit.',
      path: 'target.repository.uuid',
    },
    {
      name: 'TargetRepositoryName',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'The name of the repository that holds the commit.',
      path: 'target.repository.name',
    },
    {
      name: 'TargetParents',
      type: 'JSON',
      nullable: true,
      description: "That commit's parents, as a JSON list of objects with a hash.",
      path: 'target.parents',
    },
  ];
}
