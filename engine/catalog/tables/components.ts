import { integerColumn, named, required, textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { numberedPages } from '../numbered-pages.ts';
import { trackerRemoved } from '../retired-tracker.ts';

export const components = defineTable({
  name: 'Components',
  scope: 'repository',
  description:
    'The components that issues may belong to. Bitbucket removed its issue tracker on 20 August 2026.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/components'),
  columns: [
    integerColumn('Id', 'id', 'The number of the component.', required),
    textColumn('Name', 'name', 'The name of the component.', named),
  ],
  primaryKey: ['Id'],
  foreignKeys: [],
  scopes: ['issue'],
  retired: trackerRemoved,
});
