import type { FieldTypes } from '../query/field-types.ts';

/** What comments of every kind are filtered and sorted by. */
export const commentFilterable: FieldTypes = {
  created_on: 'datetime',
  updated_on: 'datetime',
  'user.uuid': 'text',
  deleted: 'boolean',
};

export const commentSortable = ['created_on', 'updated_on'];
