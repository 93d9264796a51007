import type { ProcedureDef } from '../procedure.ts';
import type { ColumnDef } from '../table.ts';

function text(name: string, path: string, length: number, nullable: boolean, description: string): ColumnDef {
  return { name, type: 'VARCHAR', length, nullable, description, path };
}

export const createCommitStatus: ProcedureDef = {
  name: 'CreateCommitStatus',
  description: 'Reports the state of a build of a commit; one with the same key is overwritten.',
  parameters: [
    {
      name: 'CommitHash',
      type: 'VARCHAR',
      length: 40,
      required: true,
      description: 'The commit.',
    },
    {
      name: 'Key',
      type: 'VARCHAR',
      length: 255,
      required: true,
      description: 'What tells this build from others of the commit.',
      path: 'key',
    },
    {
      name: 'State',
      type: 'VARCHAR',
      length: 20,
      required: true,
      description: 'INPROGRESS, SUCCESSFUL, FAILED or STOPPED.',
      path: 'state',
      values: ['INPROGRESS', 'SUCCESSFUL', 'FAILED', 'STOPPED'],
    },
    {
      name: 'URL',
      type: 'VARCHAR',
      required: true,
      description: 'The address of the build.',
      path: 'url',
    },
    {
      name: 'Name',
      type: 'VARCHAR',
      length: 255,
      required: false,
      description: 'The name of the build.',
      path: 'name',
    },
    {
      name: 'Description',
      type: 'VARCHAR',
      required: false,
      description: 'What the build has come to.',
      path: 'description',
    },
    {
      name: 'RefName',
      type: 'VARCHAR',
      length: 255,
      required: false,
      description: 'The branch that was built; that of a pull request, to show up there.',
      path: 'refname',
    },
  ],
  call: {
    method: 'POST',
    path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/statuses/build',
    scopes: ['repository'],
  },
  result: [
    text('Key', 'key', 255, false, 'What tells this build from others of the commit.'),
    text('State', 'state', 20, false, 'INPROGRESS, SUCCESSFUL, FAILED or STOPPED.'),
    text('Name', 'name', 255, true, 'The name of the build.'),
    text('Description', 'description', 4000, true, 'What the build has come to.'),
    text('URL', 'url', 4000, true, 'The address of the build.'),
    text('RefName', 'refname', 255, true, 'The branch that was built.'),
    {
      name: 'CreatedOn',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'When it was reported first, in UTC.',
      path: 'created_on',
    },
    {
      name: 'UpdatedOn',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'When it was reported last, in UTC.',
      path: 'updated_on',
    },
  ],
};
