import type { ColumnDef } from './table.ts';

/** How a pull request was after an update; null for what else happens on one. */
export function pullRequestUpdateColumns(): readonly ColumnDef[] {
  return [
    {
      name: 'UpdateState',
      type: 'VARCHAR',
      length: 20,
      nullable: true,
      description: 'The state after the update: OPEN, MERGED, DECLINED or SUPERSEDED.',
      path: 'update.state',
    },
    {
      name: 'UpdateTitle',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'The title after the update.',
      path: 'update.title',
    },
    {
      name: 'UpdateDescription',
      type: 'VARCHAR',
      nullable: true,
      description: 'The description after the update, in Markdown.',
      path: 'update.description',
    },
    {
      name: 'UpdateIsDraft',
      type: 'BOOLEAN',
      nullable: true,
      description: 'Whether the pull request was a draft after the update.',
      path: 'update.draft',
    },
    {
      name: 'UpdateReason',
      type: 'VARCHAR',
      nullable: true,
      description: 'Why the pull request was declined; empty otherwise.',
      path: 'update.reason',
    },
    {
      name: 'UpdateChanges',
      type: 'JSON',
      nullable: true,
      description: 'What changed, with old and new values, as a JSON object.',
      path: 'update.changes',
    },
    {
      name: 'UpdateReviewers',
      type: 'JSON',
      nullable: true,
      description: 'The reviewers after the update, as a JSON list.',
      path: 'update.reviewers',
    },
    ...endColumns('Source'),
    ...endColumns('Destination'),
  ];
}

function endColumns(end: 'Source' | 'Destination'): readonly ColumnDef[] {
  const path = `update.${end.toLowerCase()}`;
  return [
    {
      name: `Update${end}BranchName`,
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: `The ${end.toLowerCase()} branch after the update.`,
      path: `${path}.branch.name`,
    },
    {
      name: `Update${end}CommitHash`,
      type: 'VARCHAR',
      length: 40,
      nullable: true,
      description: `The hash, or its first digits, of the ${end.toLowerCase()} commit after the update.`,
      path: `${path}.commit.hash`,
    },
    {
      name: `Update${end}RepositoryName`,
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: `The name of the ${end.toLowerCase()} repository; null where it was deleted.`,
      path: `${path}.repository.name`,
    },
    {
      name: `Update${end}RepositoryUUID`,
      type: 'VARCHAR',
      length: 38,
      nullable: true,
      description: `The UUID of the ${end.toLowerCase()} repository; null where it was deleted.`,
      path: `${path}.repository.uuid`,
    },
  ];
}
