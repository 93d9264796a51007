import { integerColumn, named, required, textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { numberedPages } from '../numbered-pages.ts';
import { trackerRemoved } from '../retired-tracker.ts';

export const versions = defineTable({
  name: 'Versions',
  scope: 'repository',
  description:
    'The versions that issues may be found in. Bitbucket removed its issue tracker on 20 August 2026.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/versions'),
  columns: [
    integerColumn('Id', 'id', 'The number of the version.', required),
    textColumn('Name', 'name', 'The name of the version.', named),
  ],
  primaryKey: ['Id'],
  foreignKeys: [],
  scopes: ['issue'],
  retired: trackerRemoved,
});
