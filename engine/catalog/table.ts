/**
 * What a table is. Each table of the model is one frozen object of this shape in a file of its own; planner,
 * scan, system tables, documentation and clients all read it, so that a new table is one file and one line.
 */

/** Types of columns, named as DuckDB names them. `JSON` columns hold JSON text. */
export type ColumnType =
  | 'VARCHAR'
  | 'BIGINT'
  | 'INTEGER'
  | 'BOOLEAN'
  | 'DOUBLE'
  | 'TIMESTAMP'
  | 'DATE'
  | 'JSON';

/** A value as it is stored. TIMESTAMP is a count of microseconds since 1970 in UTC; DATE a count of days. */
export type CellValue = string | number | bigint | boolean | null;

/** Comparisons that a predicate may carry; `contains` and `prefix` come from LIKE. */
export type FilterOperator =
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'contains'
  | 'prefix'
  | 'isNull'
  | 'isNotNull';

/**
 * How an endpoint answers a filter: `exact`, the rows for which SQL says true; `superset`, those and perhaps
 * more. Only exact filters may be counted by `size`.
 */
export type FilterFidelity = 'exact' | 'superset';

export interface ColumnFilter {
  /** The name in `q`, or of the query parameter (see `via`). */
  readonly field: string;
  /** `q`: part of the filter language. `parameter`: a query parameter of its own (repeated for IN). `path`: a
   * segment of the endpoint's path, such as the id of a parent. */
  readonly via: 'q' | 'parameter' | 'path';
  readonly operators: Readonly<Partial<Record<FilterOperator, FilterFidelity>>>;
  /**
   * The only values that Bitbucket takes here; a comparison with another one is not sent. Absent: any. A path's column
   * without a parent needs them: without a filter each is asked for.
   */
  readonly values?: readonly string[];
  /**
   * Of a column of which Bitbucket tells only the values that this filter names: by IN, of one value too, and of at most
   * so many. In all other rows the column is null.
   */
  readonly atMost?: number;
  /**
   * How the values of the column are written, where the address would take other words for the same thing, such as the
   * first digits of a hash. Of a `commit hash`: no row has another value, so that none is asked for. Of a `uuid`:
   * another value is looked for among the parents. Of a `path`: names with slashes between them, which stay slashes.
   */
  readonly form?: 'commit hash' | 'uuid' | 'path';
  /**
   * Of a path's column: what is asked for, by the table or by its parent, where a statement names no value. There are rows of
   * other values only where it names them, so that a comparison that cannot be sent is refused.
   */
  readonly unnamed?: string;
  /**
   * Of a parameter: the field that means the same in `q`. Beside a `q` Bitbucket may not heed the parameter, so
   * the comparison is then repeated there.
   */
  readonly alsoInQ?: string;
}

export interface ColumnDef {
  readonly name: string;
  readonly type: ColumnType;
  /** Greatest length in characters, for VARCHAR; absent where Bitbucket sets none. */
  readonly length?: number;
  readonly nullable: boolean;
  readonly description: string;
  /**
   * Where the value stands in the API's object, such as `source.branch.name`; the decoder reads it. `{Name}`: nowhere
   * in it; it is the value of that placeholder of the endpoint's path.
   */
  readonly path: string;
  /** Where it stands in objects of other kinds: of all places the first that holds something counts. */
  readonly otherPaths?: readonly string[];
  /**
   * What is made of the places, where the API sends no such value. `kind`: the first name of the place that holds
   * something. `presence`: whether a place holds something. `digest`: 40 hexadecimal digits, the same for the same values at all places.
   */
  readonly derived?: 'kind' | 'digest' | 'presence';
  /** What `fields=` must name to get it, when that differs from `path`. */
  readonly fields?: string;
  readonly filter?: ColumnFilter;
  /** The name in `sort`, only for columns that are never null and sort by value. */
  readonly sort?: string;
  /** Whether a value that is written may be a secret: then no log and no list of statements shows it. */
  readonly secret?: true;
  /** Whether Bitbucket takes a value and tells none, so that the column is null in every row that is read. */
  readonly writeOnly?: true;
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly references: { readonly table: string; readonly columns: readonly string[] };
}

/** Who owns a table's rows, and so in which schemas it stands. */
export type TableScope = 'workspace' | 'project' | 'repository' | 'system';

export interface Endpoint {
  /**
   * Below `/2.0`, with `{workspace}`, `{project}`, `{repository}` and column names in braces for parents. `{Name*}`: its
   * value may have several segments.
   */
  readonly path: string;
  /** `pages`: numbered pages that can be asked for in parallel; `cursor`: strictly one after the other. */
  readonly paging: 'pages' | 'cursor' | 'single';
  /** The greatest `pagelen` that the endpoint takes; absent: none is sent. */
  readonly pageLength?: number;
  /** Whether the first page carries `size`, so that COUNT costs one call. */
  readonly hasSize: boolean;
  /** Whether partial responses (`fields`) work here. */
  readonly partial: boolean;
  /** What a 404 means beside "there is no such parent": that the parent has none of these, as most have. */
  readonly absent?: 'no rows';
  /** Set where the address leads to another one first, which costs a call more. */
  readonly redirects?: true;
  /** Always sent, such as every state of pull requests, unless the same parameter comes from a filter. */
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
}

/** Where one row is read alone, by the value of one column. */
export interface AloneRead {
  /** As an endpoint's, with the column in braces. It gives one object, or 404. */
  readonly path: string;
  readonly column: string;
  readonly form: NonNullable<ColumnFilter['form']>;
}

/** A child table without a filter on its parent is read once for each row of the parent. */
export interface ParentLink {
  readonly table: string;
  /** This table's columns and the parent's columns that they repeat. */
  readonly columns: Readonly<Record<string, string>>;
  /** The only rows of the parent that have any of these. */
  readonly only?: { readonly column: string; readonly value: string };
}

/** A member of an object that PUT takes away unless it is sent again. */
export interface SentAgain {
  readonly path: string;
  /** Of a list of objects: the members of each that are sent. Absent: the value as it is. */
  readonly members?: readonly string[];
}

/** A row that is an item of a list inside an object, which PUT takes whole. */
export interface ListItem {
  /** The list; it must be among those that are sent again. */
  readonly path: string;
  /** The member of an item, and the column that holds it. */
  readonly member: string;
  readonly column: string;
}

/** One call that writes one row. */
export interface WriteCall {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Below `/2.0`; placeholders as those of an endpoint, and columns of the row in braces. */
  readonly path: string;
  /** OAuth scopes of which Bitbucket wants all. */
  readonly scopes: readonly string[];
  /** Members of the body that are always sent; `{workspace}` is the slug of the workspace. */
  readonly always?: Readonly<Record<string, string | number | boolean>>;
  /** Read from `path` right before the row is written, and sent with it unless the statement sets them. */
  readonly again?: readonly SentAgain[];
  /** The row is added to a list in the object at `path`, or taken out of it. */
  readonly item?: ListItem;
  /** The only rows that Bitbucket changes. */
  readonly only?: { readonly column: string; readonly value: string };
  /** The member of the row that the call answers with, in place of the row. */
  readonly answers?: string;
  /** Where the row is read for RETURNING, if what the call answers is something else; filled in like `path`. */
  readonly read?: string;
}

export interface InsertRule extends WriteCall {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The body is `multipart/form-data`, each member a part of its own, with JSON text where it is no text. */
  readonly form?: FormBody;
  /** Why there is no RETURNING: Bitbucket answers without the row, and no address has it alone. */
  readonly notReturned?: string;
}

export interface FormBody {
  /**
   * The part that is a file: the member that holds its content, and the column with its name. `isPath`: the name is a
   * path, and is that of the part itself, too, with a slash before it.
   */
  readonly file?: { readonly path: string; readonly name: string; readonly isPath?: true };
}

/** What sets one column to one value by a call of its own. */
export interface ColumnAction extends WriteCall {
  readonly value: string | boolean;
}

export interface UpdateRule extends WriteCall {
  readonly columns: readonly string[];
  /** Columns that are sent as they were read, unless they are null or the statement sets them. */
  readonly kept?: readonly string[];
  /** Those of the columns that have calls of their own, which are made after the one that sets the others. */
  readonly actions?: Readonly<Record<string, readonly ColumnAction[]>>;
}

/**
 * What can be written. Columns of a path are not in the body, whatever they are. A column that is not named here is
 * read only.
 */
export interface WriteRules {
  readonly insert?: InsertRule;
  readonly update?: UpdateRule;
  readonly delete?: WriteCall;
  /** Where a column stands in the body, when that is not its `path`. */
  readonly bodyPaths?: Readonly<Record<string, string>>;
  /** Why Bitbucket takes no such statement, where it is not for want of a call. */
  readonly refused?: Readonly<Partial<Record<'INSERT' | 'UPDATE' | 'DELETE', string>>>;
  /** Whether its rows are schemas, so that the list of schemas is out of date after a write. */
  readonly makesSchemas?: true;
}

export interface TableDef {
  readonly name: string;
  readonly scope: TableScope;
  readonly description: string;
  readonly columns: readonly ColumnDef[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Absent for `sys_*` tables, whose rows the engine makes itself. */
  readonly endpoint?: Endpoint;
  /**
   * The member of the endpoint's objects that is a list, each item of which is a row; columns whose path begins with it
   * read the item, the others what stands around the list.
   */
  readonly unfold?: string;
  /** Spares the list where a statement wants one row. */
  readonly alone?: AloneRead;
  readonly parent?: ParentLink;
  /** OAuth scopes of which Bitbucket wants all for reading. */
  readonly scopes: readonly string[];
  /** Absent: nothing can be written. */
  readonly writes?: WriteRules;
  /** Of a table without rules why it has none, and what there is instead; absent: Bitbucket has no call for it. */
  readonly notWritten?: string;
  /** Set when Bitbucket has removed the endpoint: the date and what to say. */
  readonly retired?: { readonly on: string; readonly message: string };
}
