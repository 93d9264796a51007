import { defineTable } from '../define-table.ts';

/** No filter of this collection is documented, so none is declared. */
export const projects = defineTable({
  name: 'Projects',
  scope: 'workspace',
  description: 'The projects of the workspace. Each is a schema of its own, named by its key.',
  endpoint: {
    path: '/workspaces/{workspace}/projects',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  columns: [
    {
      name: 'UUID',
      type: 'VARCHAR',
      length: 38,
      nullable: false,
      description: 'The immutable identifier of the project, in braces.',
      path: 'uuid',
    },
    {
      name: 'Key',
      type: 'VARCHAR',
      length: 128,
      nullable: false,
      description: 'The key of the project, unique in the workspace.',
      path: 'key',
    },
    {
      name: 'Name',
      type: 'VARCHAR',
      length: 255,
      nullable: false,
      description: 'The name of the project.',
      path: 'name',
    },
    {
      name: 'Description',
      type: 'VARCHAR',
      nullable: true,
      description: 'What the project is about.',
      path: 'description',
    },
    {
      name: 'IsPrivate',
      type: 'BOOLEAN',
      nullable: false,
      description: 'Whether only members of the workspace see the project.',
      path: 'is_private',
    },
    {
      name: 'HasPubliclyVisibleRepos',
      type: 'BOOLEAN',
      nullable: true,
      description: 'Whether the project holds repositories that everybody can see.',
      path: 'has_publicly_visible_repos',
    },
    {
      name: 'CreatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the project was created, in UTC.',
      path: 'created_on',
    },
    {
      name: 'UpdatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the project was last changed, in UTC.',
      path: 'updated_on',
    },
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: "The address of the project's page on Bitbucket.",
      path: 'links.html.href',
    },
  ],
  primaryKey: ['Key'],
  foreignKeys: [],
  scopes: ['project'],
  writes: {
    insert: {
      method: 'POST',
      path: '/workspaces/{workspace}/projects',
      scopes: ['project:admin'],
      required: ['Key', 'Name'],
      optional: ['Description', 'IsPrivate'],
    },
    update: {
      method: 'PUT',
      path: '/workspaces/{workspace}/projects/{Key}',
      scopes: ['project:admin'],
      columns: ['Name', 'Description', 'IsPrivate'],
      // The document of the API requires the name of a PUT that may create, too.
      again: [{ path: 'name' }],
    },
    delete: {
      method: 'DELETE',
      path: '/workspaces/{workspace}/projects/{Key}',
      scopes: ['project:admin'],
    },
    makesSchemas: true,
  },
});
