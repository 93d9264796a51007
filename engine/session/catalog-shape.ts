/** What a question to the catalog returns and takes. It depends on the text alone, so it is found out once. */
import { parameterEdits, parameterPlaces, sampleValue } from '../plan/parameters.ts';
import { parseStatement, type Locate } from '../plan/raw-statement.ts';
import { splice } from '../plan/splice.ts';
import type { FunctionPolicy } from '../plan/table-resolver.ts';
import type { StoreConnection, StatementShape } from '../store/connection.ts';
import { unmarked } from './column-aliases.ts';
import { catalogParameters, type CatalogParameter } from './catalog-parameters.ts';
import { checkCatalogTables } from './catalog-reach.ts';
import { checkFunctions } from './select-names.ts';

export interface CatalogShape {
  readonly types: readonly CatalogParameter[];
  readonly columns: StatementShape['columns'];
}

interface Asked {
  /** The text with aliases that nothing in it can mean, see column-aliases.ts. */
  readonly marked: string;
  readonly parameterCount: number;
  /** As the client has declared them. */
  readonly parameterTypes: readonly number[];
  readonly functions: FunctionPolicy;
  readonly locate: Locate;
}

/** Throws what is wrong with the statement, and 0A000 for what is not to be reached from there. */
export async function describeCatalogText(
  connection: StoreConnection,
  text: string,
  { marked, parameterCount, parameterTypes, functions, locate }: Asked,
): Promise<CatalogShape> {
  const raw = await parseStatement(connection, text, locate);
  checkFunctions(raw.functions, functions, locate);
  checkCatalogTables(raw.tables, locate);
  const types = await catalogParameters(connection, text, parameterCount, parameterTypes);
  const names = types.map(({ typeName }) => typeName);
  const withSamples = (sql: string): string =>
    splice(sql, parameterEdits(parameterPlaces(sql), names, names.map(sampleValue))).text;
  const { columns } = await connection.describe(withSamples(text));
  return {
    types,
    columns: marked === text ? columns : await named(columns, withSamples(marked), connection),
  };
}

/** As PostgreSQL names them; as they are where the statement makes no sense with aliases. */
async function named(
  columns: CatalogShape['columns'],
  marked: string,
  connection: StoreConnection,
): Promise<CatalogShape['columns']> {
  const other = await connection.describe(marked).catch(() => ({ columns: [] }));
  if (other.columns.length !== columns.length) return columns;
  return columns.map(({ type }, index) => ({ type, name: unmarked(other.columns[index]?.name ?? '') }));
}

const mostKept = 300;
/** In UTF-16 units. */
const longestKept = 20_000;

/** The shapes of the latest texts: clients send the same ones whenever they connect. */
export class CatalogShapes {
  /** In the order of their last use. */
  readonly #kept = new Map<string, CatalogShape>();

  async of(
    text: string,
    parameterTypes: readonly number[],
    describe: () => Promise<CatalogShape>,
  ): Promise<CatalogShape> {
    const key = `${parameterTypes.join(',')} ${text}`;
    const shape = this.#kept.get(key) ?? (await describe());
    this.#kept.delete(key);
    if (key.length <= longestKept) this.#kept.set(key, shape);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(oldest);
    }
    return shape;
  }
}
