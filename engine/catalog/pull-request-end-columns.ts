import type { ColumnDef } from './table.ts';
import { searched } from './filters.ts';

/** One end of a pull request: where its commits come from, or where they are to go. */
export function pullRequestEndColumns(end: 'Source' | 'Destination'): readonly ColumnDef[] {
  const path = end.toLowerCase();
  return [
    {
      name: `${end}RepositoryUUID`,
      type: 'VARCHAR',
      length: 38,
      nullable: true,
      description: `The UUID of the ${path} repository; null when it was deleted.`,
      path: `${path}.repository.uuid`,
    },
    {
      name: `${end}RepositoryName`,
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: `The name of the ${path} repository; null when it was deleted.`,
      path: `${path}.repository.name`,
    },
    {
      name: `${end}RepositoryFullName`,
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: `The ${path} repository's workspace and slug, with a slash between them; null when it was deleted.`,
      path: `${path}.repository.full_name`,
    },
    {
      name: `${end}BranchName`,
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: `The name of the ${path} branch.`,
      path: `${path}.branch.name`,
      filter: searched(`${path}.branch.name`),
    },
    {
      name: `${end}CommitHash`,
      type: 'VARCHAR',
      length: 40,
      nullable: true,
      description: `The first digits of the hash of the commit at the ${path} branch's head.`,
      path: `${path}.commit.hash`,
    },
  ];
}
