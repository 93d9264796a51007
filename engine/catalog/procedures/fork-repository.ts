import type { ProcedureDef } from '../procedure.ts';
import { repositories } from '../tables/repositories.ts';

const shown: ReadonlySet<string> = new Set([
  'UUID',
  'Slug',
  'Name',
  'FullName',
  'ProjectKey',
  'IsPrivate',
  'ParentUUID',
  'CreatedOn',
  'WebURL',
]);

export const forkRepository: ProcedureDef = {
  name: 'ForkRepository',
  description: 'Forks the repository into the same workspace, or into another one.',
  parameters: [
    {
      name: 'Name',
      type: 'VARCHAR',
      length: 255,
      required: true,
      description: 'The name of the fork, which its slug is made of.',
      path: 'name',
    },
    {
      name: 'Workspace',
      type: 'VARCHAR',
      length: 255,
      required: false,
      description: "The slug of the workspace that it goes to; the repository's own where nothing is said.",
      path: 'workspace.slug',
    },
    {
      name: 'ProjectKey',
      type: 'VARCHAR',
      length: 128,
      required: false,
      description: "The project of the fork; the repository's own where nothing is said.",
      path: 'project.key',
    },
    {
      name: 'Description',
      type: 'VARCHAR',
      required: false,
      description: 'What the fork is about.',
      path: 'description',
    },
    {
      name: 'IsPrivate',
      type: 'BOOLEAN',
      required: false,
      description: 'Whether only people with access see the fork.',
      path: 'is_private',
    },
  ],
  call: {
    method: 'POST',
    path: '/repositories/{workspace}/{repository}/forks',
    scopes: ['repository:write'],
  },
  always: { 'workspace.slug': '{workspace}' },
  result: repositories.columns.filter(({ name }) => shown.has(name)),
  makesSchemas: true,
};
