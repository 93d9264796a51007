/** Questions to the catalog without an engine around: two repositories and a project, asked by a user of one of them. */
import { schemaNames } from '../../catalog/schema-name.ts';
import { catalogUse } from '../../pg-catalog/catalog-names.ts';
import { openPgCatalog } from '../../pg-catalog/catalog.ts';
import { SchemaOids } from '../../pg-catalog/oids.ts';
import { isAllowedFunction, isAllowedTableFunction } from '../../sql/allowed-functions.ts';
import { normalise } from '../../sql/normalise.ts';
import { cellText } from '../../wire/value-text.ts';
import { CatalogShapes } from '../catalog-shape.ts';
import { prepareCatalogStatement } from '../catalog-statement.ts';
import type { Prepared } from '../session.ts';
import { sessionFunctions, sessionMacros } from '../session-functions.ts';
import { SessionSettings } from '../settings.ts';

const schemas = schemaNames(
  [{ key: 'OPS', name: 'Operations', uuid: '{1}' }],
  [
    { slug: 'beacon', uuid: '{2}', projectKey: 'OPS' },
    { slug: 'tide.tables', uuid: '{3}', projectKey: 'OPS' },
  ],
);

export interface CatalogBench {
  readonly oids: SchemaOids;
  /** How often the list of schemas has been asked for. */
  readonly lists: () => number;
  prepare(sql: string, types?: readonly number[]): Promise<Prepared>;
  rows(
    sql: string,
    parameters?: readonly (string | null)[],
    types?: readonly number[],
  ): Promise<readonly (readonly (string | null)[])[]>;
  close(): Promise<void>;
}

export async function openCatalogBench(): Promise<CatalogBench> {
  const oids = new SchemaOids();
  const settings = new SessionSettings(['beacon', 'Information'], '1.0');
  const catalog = await openPgCatalog(oids, '1.0');
  const shapes = new CatalogShapes();
  let lists = 0;

  const prepare: CatalogBench['prepare'] = (sql, types = []) => {
    const statement = normalise(sql);
    const use = catalogUse(statement.text);
    if (use === null) throw new Error('This is no question to the catalog.');
    const environment = {
      catalog: () => Promise.resolve(catalog),
      shapes,
      functions: {
        isAllowedFunction: (name: string) => isAllowedFunction(name) || sessionFunctions.has(name),
        isAllowedTableFunction,
      },
      user: 'erika',
      searchPath: settings.searchPath,
      readOnly: false,
      processId: 7,
      stopBackend: (pid: number) => pid === 5,
      settings: () => settings.all(),
      set: ({ name, value }: { name: string; value: string | null }) => settings.set(name, value),
      sessionMacros: (text: string) =>
        sessionMacros(text, () => ({ user: 'erika', schema: 'beacon', identity: null })),
      schemas: () => {
        lists += 1;
        return Promise.resolve(schemas);
      },
    };
    return prepareCatalogStatement(environment, statement, use, types);
  };

  return {
    oids,
    lists: () => lists,
    prepare,
    async rows(sql, parameters = [], types = []) {
      const prepared = await prepare(sql, types);
      const cursor = await prepared.execute(parameters, {
        signal: new AbortController().signal,
        onNotice: () => undefined,
      });
      const all: (string | null)[][] = [];
      for (let chunk = await cursor.next(); chunk !== null; chunk = await cursor.next()) {
        for (let row = 0; row < chunk.rowCount; row++) {
          const vectors = Array.from({ length: chunk.columnCount }, (_, index) => index);
          const here = chunk;
          all.push(vectors.map((index) => cellText(here.getColumnVector(index), row)));
        }
      }
      return all;
    },
    close: () => catalog.close(),
  };
}
