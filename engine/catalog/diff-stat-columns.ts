import type { ColumnDef } from './table.ts';

/** What Bitbucket tells of one file that differs between two commits. */
export function diffStatColumns(): readonly ColumnDef[] {
  return [
    {
      name: 'Path',
      type: 'VARCHAR',
      nullable: false,
      description: 'The path of the file: the new one, or the old one where the file was removed.',
      path: 'new.path',
      otherPaths: ['old.path'],
    },
    {
      name: 'Status',
      type: 'VARCHAR',
      length: 32,
      nullable: false,
      description: 'added, removed, modified or renamed; before a merge also the kind of a conflict.',
      path: 'status',
    },
    {
      name: 'LinesAdded',
      type: 'INTEGER',
      nullable: true,
      description: 'How many lines were added.',
      path: 'lines_added',
    },
    {
      name: 'LinesRemoved',
      type: 'INTEGER',
      nullable: true,
      description: 'How many lines were removed.',
      path: 'lines_removed',
    },
    ...fileColumns('Old'),
    ...fileColumns('New'),
  ];
}

function fileColumns(prefix: 'Old' | 'New'): readonly ColumnDef[] {
  const path = prefix.toLowerCase();
  const version = `${path} version of the file`;
  const absence = prefix === 'Old' ? 'null where the file was added' : 'null where the file was removed';
  return [
    {
      name: `${prefix}Path`,
      type: 'VARCHAR',
      nullable: true,
      description: `The path of the ${version}; ${absence}.`,
      path: `${path}.path`,
    },
    {
      name: `${prefix}EscapedPath`,
      type: 'VARCHAR',
      nullable: true,
      description: `The same path as a diff writes it.`,
      path: `${path}.escaped_path`,
    },
    {
      name: `${prefix}Attributes`,
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: `What is special about the ${version}: link, executable, subrepository, binary or lfs.`,
      path: `${path}.attributes`,
    },
  ];
}
