import { integerColumn, named, required, textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { numberedPages } from '../numbered-pages.ts';
import { trackerRemoved } from '../retired-tracker.ts';

export const milestones = defineTable({
  name: 'Milestones',
  scope: 'repository',
  description:
    'The milestones by which issues are to be solved. Bitbucket removed its issue tracker on 20 August 2026.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/milestones'),
  columns: [
    integerColumn('Id', 'id', 'The number of the milestone.', required),
    textColumn('Name', 'name', 'The name of the milestone.', named),
  ],
  primaryKey: ['Id'],
  foreignKeys: [],
  scopes: ['issue'],
  retired: trackerRemoved,
});
