/**
 * Folder means runtime and layer: which folder may import which. `import-rules.test.ts` fails on anything else.
 * A folder may always import itself and `engine/error.ts`.
 */
export interface FolderRule {
  readonly folder: string;
  /** Other folders (or single files) of this repository. */
  readonly mayImport: readonly string[];
  /** Packages that nobody else may import at run time. */
  readonly packages?: readonly string[];
}

const sql = ['engine/sql'];
const store = ['engine/catalog', 'engine/store'];
const plan = [...sql, ...store, 'engine/plan'];
const scan = [...plan, 'engine/bitbucket', 'engine/scan'];
const dsn = ['engine/dsn'];
const auth = [...dsn, 'engine/bitbucket', 'engine/auth'];
const clients = ['engine/catalog', ...dsn, 'engine/clients'];
const write = [...scan, 'engine/write'];
const pgCatalog = [...plan, 'engine/pg-catalog'];
const session = [...write, ...auth, ...pgCatalog, 'engine/session'];
const admin = [...session, ...clients, 'engine/wire', 'engine/admin'];

export const folderRules: readonly FolderRule[] = [
  { folder: 'engine/catalog', mayImport: [] },
  { folder: 'engine/sql', mayImport: [], packages: ['node-sql-parser'] },
  {
    folder: 'engine/store',
    mayImport: ['engine/catalog'],
    packages: ['@duckdb/node-api', '@duckdb/node-bindings'],
  },
  { folder: 'engine/plan', mayImport: plan },
  { folder: 'engine/pg-catalog', mayImport: pgCatalog },
  { folder: 'engine/bitbucket', mayImport: ['package.json'], packages: ['undici', 'lossless-json'] },
  { folder: 'engine/scan', mayImport: scan },
  { folder: 'engine/write', mayImport: write },
  { folder: 'engine/dsn', mayImport: [] },
  { folder: 'engine/auth', mayImport: auth, packages: ['undici'] },
  { folder: 'engine/clients', mayImport: clients },
  { folder: 'engine/session', mayImport: session, packages: ['@duckdb/node-api'] },
  {
    folder: 'engine/wire',
    mayImport: ['engine/session'],
    packages: ['@duckdb/node-api', '@duckdb/node-bindings'],
  },
  { folder: 'engine/admin', mayImport: admin, packages: ['zod', 'ws'] },
  { folder: 'engine/sandbox', mayImport: [] },
  {
    folder: 'engine/host',
    mayImport: [...admin, 'engine/sandbox', 'engine/host', 'package.json'],
    packages: ['ws'],
  },
  {
    folder: 'engine/cli',
    // Results arrive as text and become a Parquet file here, whichever engine they come from; JSON names columns likewise.
    mayImport: [
      'engine/admin/contract.ts',
      'engine/admin/client.ts',
      'engine/store/distinct-names.ts',
      'engine/store/parquet-file.ts',
      'engine/host',
      'engine/cli',
    ],
    packages: ['ws'],
  },
  {
    folder: 'renderer',
    // Connection strings are quoted and read in one place: a pure function without any runtime.
    mayImport: ['engine/admin/contract.ts', 'engine/admin/client.ts', 'engine/dsn/connection-string.ts'],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      'zustand',
      '@codemirror/*',
      '@tanstack/*',
      'lucide-react',
      'zod',
      '@observablehq/plot',
    ],
  },
  {
    folder: 'electron',
    mayImport: [
      'engine/auth/desktop-keeper.ts',
      'engine/host',
      // The texts, which are data and need no browser.
      'renderer/messages.ts',
    ],
    packages: ['electron', 'electron-store'],
  },
];
