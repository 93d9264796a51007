/** How the planner learns which table a name means. The session implements it over its schemas. */
import type { TableReference } from './scan-request.ts';

/** A table as a statement names it; null where that part was left out. */
export interface TableName {
  readonly catalog: string | null;
  readonly schema: string | null;
  readonly table: string;
}

export interface TableResolver {
  /** All that there are, in whatever schemas: to tell which one somebody may have meant. */
  readonly tableNames: readonly string[];
  /**
   * Names compare without regard to case. Without a schema the first of `searchPath` that has the table wins.
   * undefined: there is no such table. May throw a better error than the planner's 42P01, such as 3F000.
   */
  resolve(name: TableName, searchPath: readonly string[]): Promise<TableReference | undefined>;
}

/** Which functions a statement may call, by their names in lower case. */
export interface FunctionPolicy {
  isAllowedFunction(name: string): boolean;
  isAllowedTableFunction(name: string): boolean;
}
