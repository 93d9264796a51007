import { named, required, textColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { numberedPages } from '../numbered-pages.ts';

export const webhookEventTypes = defineTable({
  name: 'WebhookEventTypes',
  scope: 'workspace',
  description: 'The events that a webhook of a repository or of a workspace may be called for.',
  endpoint: numberedPages('/hook_events/{SubjectType}'),
  columns: [
    wordColumn('SubjectType', 'subject_type', 'What is watched: repository or workspace.', {
      ...required,
      filter: {
        field: 'SubjectType',
        via: 'path',
        operators: { '=': 'exact', in: 'exact' },
        values: ['repository', 'workspace'],
      },
    }),
    textColumn('Event', 'event', 'The name of the event, such as repo:push.', { ...named, ...required }),
    textColumn('Category', 'category', 'What the event belongs to.', named),
    textColumn('Label', 'label', 'The name of the event for people.', named),
    textColumn('Description', 'description', 'When the event happens.'),
  ],
  primaryKey: ['SubjectType', 'Event'],
  foreignKeys: [],
  scopes: [],
});
