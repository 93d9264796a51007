/** The core parts with their versions and files, as support asks for them. Nothing is run or loaded for it. */
import path from 'node:path';
import { findLibrary, dottedVersionText, libraryFacts } from '../dsn/library-file.ts';
import { driverName, type Environment } from '../dsn/odbc-files.ts';
import { duckdbVersion } from '../store/version.ts';
import { driverProtocol, productVersion } from './product.ts';

export interface CorePart {
  readonly description: string;
  /** '' where it is not known. */
  readonly version: string;
  /** '' where there is none. */
  readonly file: string;
}

export interface CorePartsOptions {
  readonly env: Environment;
  /** Of our driver. */
  readonly library: string;
  readonly ownVersion: (library: string) => Promise<string>;
}

export async function coreParts({
  env,
  library,
  ownVersion,
}: CorePartsOptions): Promise<readonly CorePart[]> {
  const manager = await Promise.all(
    process.platform === 'win32'
      ? [
          windowsPart('ODBC driver manager', 'odbc32.dll', env),
          windowsPart('ODBC cursor library', 'odbccr32.dll', env),
          windowsPart('ODBC installer library', 'odbccp32.dll', env),
        ]
      : [
          unixOdbcPart('ODBC driver manager', 'libodbc', env),
          unixOdbcPart('ODBC cursor library', 'libodbccr', env),
          unixOdbcPart('ODBC installer library', 'libodbcinst', env),
        ],
  );
  const driver = await ownVersion(library);
  const { node, electron, chrome } = process.versions;
  return [
    ...manager,
    {
      description: driverName,
      version: driver === '' ? '' : `${driver}, protocol ${driverProtocol}`,
      file: library,
    },
    { description: 'Drawbridge engine', version: productVersion, file: process.argv[1] ?? '' },
    { description: 'DuckDB', version: duckdbVersion(), file: '' },
    { description: 'Node.js', version: node, file: electron === undefined ? process.execPath : '' },
    ...(electron === undefined
      ? []
      : [
          { description: 'Electron', version: electron, file: process.execPath },
          { description: 'Chromium', version: chrome ?? '', file: '' },
        ]),
  ];
}

async function windowsPart(description: string, name: string, env: Environment): Promise<CorePart> {
  const file = path.join(env['SystemRoot'] || 'C:\\Windows', 'System32', name);
  const facts = await libraryFacts(file, dottedVersionText);
  return { description, version: facts?.fileVersion ?? '', file: facts === null ? '' : file };
}

/** Only libodbc tells its release; of the others the numbers of the file are what there is. */
async function unixOdbcPart(description: string, name: string, env: Environment): Promise<CorePart> {
  const file =
    (await findLibrary(`${name}.so.2`, env)) ??
    (await findLibrary(`${name}.so.1`, env)) ??
    (await findLibrary(`${name}.dylib`, env));
  const facts = file === null ? null : await libraryFacts(file, dottedVersionText);
  const [only, ...more] = facts?.versions ?? [];
  const release = only !== undefined && more.length === 0 ? `unixODBC ${only}` : '';
  return { description, version: release || (facts?.fileVersion ?? ''), file: file ?? '' };
}
