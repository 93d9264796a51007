import type { ColumnDef } from './table.ts';
import { lookedUp, searched, timed } from './filters.ts';
import { repositoryName, repositoryUuid } from './repository-columns.ts';

/** What Bitbucket tells of a build, whether asked by its commit or by a pull request. */
export function commitStatusColumns(): readonly ColumnDef[] {
  return [
    {
      name: 'Key',
      type: 'VARCHAR',
      length: 255,
      nullable: false,
      description: 'What tells the status apart from the others of its commit.',
      path: 'key',
      filter: lookedUp('key'),
    },
    {
      name: 'Type',
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: 'What kind of status it is; Bitbucket knows only build.',
      path: 'type',
    },
    {
      name: 'State',
      type: 'VARCHAR',
      length: 20,
      nullable: false,
      description: 'SUCCESSFUL, FAILED, INPROGRESS or STOPPED.',
      path: 'state',
      filter: lookedUp('state'),
    },
    {
      name: 'Name',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'What the build calls itself.',
      path: 'name',
      filter: searched('name'),
    },
    {
      name: 'Description',
      type: 'VARCHAR',
      nullable: true,
      description: 'What the build says of itself.',
      path: 'description',
    },
    {
      name: 'RefName',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'The branch or tag that pointed at the commit when the build began.',
      path: 'refname',
      filter: lookedUp('refname'),
    },
    {
      name: 'URL',
      type: 'VARCHAR',
      nullable: true,
      description: 'The address of the build at whoever ran it.',
      path: 'url',
    },
    repositoryUuid,
    repositoryName,
    {
      name: 'CreatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the status was first told, in UTC.',
      path: 'created_on',
      filter: timed('created_on'),
      sort: 'created_on',
    },
    {
      name: 'UpdatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the status last changed, in UTC.',
      path: 'updated_on',
      filter: timed('updated_on'),
    },
  ];
}
