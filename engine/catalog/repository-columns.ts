/** The repository that an object names beside itself. */
import type { ColumnDef } from './table.ts';

export const repositoryUuid: ColumnDef = Object.freeze({
  name: 'RepositoryUUID',
  type: 'VARCHAR',
  length: 38,
  nullable: true,
  description: 'The UUID of the repository.',
  path: 'repository.uuid',
});

export const repositoryName: ColumnDef = Object.freeze({
  name: 'RepositoryName',
  type: 'VARCHAR',
  length: 255,
  nullable: true,
  description: 'The name of the repository.',
  path: 'repository.name',
});
