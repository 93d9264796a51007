/**
 * Which engine answers for a data source: the first that listens, in the order in which the ODBC driver looks
 * (docs/driver-protocol.md, "Finding the engine").
 */
import { parseDatabase, valueOf } from '../dsn/connection-string.ts';
import { foldersOf, serviceRunFolder } from '../dsn/data-folder.ts';
import { installedLibrary } from '../dsn/driver-registration.ts';
import { openDsnStore } from '../dsn/dsn-places.ts';
import { findEngine, type FoundEngine } from './attach.ts';
import type { EngineOptions } from './engine.ts';

/**
 * `database`: the name of a data source or a connection string; empty: none in particular. Where a run folder is named,
 * by option, string, data source or environment, no other one counts.
 */
export async function searchEngine(database: string, options: EngineOptions): Promise<FoundEngine | null> {
  const { env, dataDir } = options;
  const named = options.runDir ?? (await runDirOf(database, options));
  if (named !== null) return findEngine({ dataDir, runDir: named }, env);
  const own = await findEngine({ dataDir }, env);
  return (
    own ?? (env['DRAWBRIDGE_RUN_DIR'] ? null : findEngine({ dataDir, runDir: serviceRunFolder(env) }, env))
  );
}

/** RunDir of the connection string, else of its data source. What is wrong with them is told by who connects. */
async function runDirOf(database: string, { dataDir, env }: EngineOptions): Promise<string | null> {
  try {
    const string = parseDatabase(database);
    const own = valueOf(string, 'RunDir');
    const name = valueOf(string, 'DSN');
    const file = valueOf(string, 'FILEDSN');
    if (own !== '' || (name === '' && file === '')) return own || null;
    const dsns = openDsnStore({
      env,
      libraryPath: installedLibrary({ dataDir: foldersOf(env, dataDir).data, env }),
    });
    const record = await (file === '' ? dsns.find(name) : dsns.get({ name: file, scope: 'file' }));
    return valueOf(record?.values ?? [], 'RunDir') || null;
  } catch {
    return null;
  }
}
