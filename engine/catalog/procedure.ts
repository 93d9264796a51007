/**
 * What a procedure is: something that Bitbucket, or its sign-in, does and that no INSERT, UPDATE or DELETE says. Each is one frozen
 * object in a file of its own; the session, the system tables and the documentation read it.
 */
import type { CellValue, ColumnDef, ColumnType, WriteCall } from './table.ts';

export interface ProcedureParameter {
  readonly name: string;
  readonly type: ColumnType;
  readonly length?: number;
  readonly required: boolean;
  readonly description: string;
  /** The member of the body; absent: it stands in the path only. */
  readonly path?: string;
  /** What is sent where the call gives no value. */
  readonly otherwise?: CellValue;
  /** The only values that Bitbucket takes. */
  readonly values?: readonly string[];
  /** Whether its value may hold a secret: then no log and no list of statements shows it. */
  readonly secret?: true;
}

/** What can be known of any procedure, whoever carries it out. */
export interface ProcedureHead {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly ProcedureParameter[];
  readonly result: readonly ColumnDef[];
}

/** One that Bitbucket carries out, in a repository. */
export interface ProcedureDef extends ProcedureHead {
  readonly call: WriteCall;
  /** Members of the body that are always sent; `{workspace}` stands for the workspace's slug. */
  readonly always?: Readonly<Record<string, string>>;
  /** Members that are sent along with another one only, by that one's path. */
  readonly beside?: Readonly<Record<string, readonly (readonly [path: string, value: string])[]>>;
  /** Where the result is read when the call itself answers nothing; placeholders as those of the call. */
  readonly read?: string;
  /** What Bitbucket may go on with behind its answer: how its task tells that, and where the object then stands. */
  readonly task?: { readonly status: string; readonly pending: string; readonly result: string };
  /** Whether a repository comes into being, so that the list of schemas is out of date. */
  readonly makesSchemas?: true;
}
