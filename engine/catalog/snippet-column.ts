import { parentColumn, textColumn } from './column.ts';

/** The snippet that a row belongs to. */
export const snippetColumn = parentColumn(
  textColumn('SnippetId', 'snippet.id', 'The snippet that this belongs to.', { length: 64 }),
);
