/** For tests of SELECT over real scans: a store, a sandbox, and the environment of a session between them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxScan, sandboxScan } from '../../scan/test-support/sandbox-scan.ts';
import { openStore } from '../../store/store.ts';
import type { SelectEnvironment } from '../select.ts';
import { modelTables } from '../table-resolver.ts';

export interface ScanSession {
  readonly scan: SandboxScan;
  readonly environment: SelectEnvironment;
  close(): Promise<void>;
}

/** `macros`: statements that make functions of SQL; none unless the test names some. */
export async function scanSession(
  searchPath: readonly string[],
  {
    as = 'workspace',
    macros = [],
  }: { readonly as?: 'workspace' | 'person'; readonly macros?: readonly string[] } = {},
): Promise<ScanSession> {
  const folder = await mkdtemp(join(tmpdir(), 'scan-session-'));
  const scan = await sandboxScan({ as });
  const store = await openStore({
    temporaryFolder: folder,
    memoryLimit: 512 * 1024 * 1024,
    threads: 1,
    macros,
  });
  return {
    scan,
    environment: {
      store,
      resolver: modelTables,
      source: scan.source(),
      searchPath,
      functions: { isAllowedFunction: () => true, isAllowedTableFunction: () => true },
    },
    async close() {
      await store.close();
      await scan.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
