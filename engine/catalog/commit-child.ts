/** What all tables have in common whose rows are read commit by commit. */
import type { ColumnDef, ColumnFilter, ForeignKey, ParentLink } from './table.ts';

export const commitParent: ParentLink = { table: 'Commits', columns: { CommitHash: 'Hash' } };

export const commitKey: ForeignKey = {
  columns: ['CommitHash'],
  references: { table: 'Commits', columns: ['Hash'] },
};

/** The commit is a part of the address, which would take the first digits of a hash, too. */
export const commitHashFilter: ColumnFilter = {
  field: 'CommitHash',
  via: 'path',
  operators: { '=': 'exact', in: 'exact' },
  form: 'commit hash',
};

/** The objects repeat it as they like, whole or in part; the address has it whole. */
export function commitHashColumn(description: string): ColumnDef {
  return {
    name: 'CommitHash',
    type: 'VARCHAR',
    length: 40,
    nullable: false,
    description,
    path: '{CommitHash}',
    filter: commitHashFilter,
  };
}
