/** What clients are told of a SELECT before it runs: its columns, and the types of its parameters. */
import type { DuckDBType } from '@duckdb/node-api';
import { pgTypeOf } from '../catalog/pg-type.ts';
import { bindPlan, outputs, type Lineage, type PlanNode } from '../plan/bound-plan.ts';
import { arrayParameters, sampleValue, type ParameterPlace } from '../plan/parameters.ts';
import type { TableReference } from '../plan/scan-request.ts';
import type { Edit, SplicedText } from '../plan/splice.ts';
import type { NamedTables } from '../plan/statement-plan.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import { arrayOf, parameterTypeOfOid, pgTypeOfResult } from '../store/column-type.ts';
import type { StatementShape, StoreConnection } from '../store/connection.ts';
import { asWrittenOrNamed, markedAliasEdits, unmarked } from './column-aliases.ts';
import { castTypes } from './parameter-casts.ts';
import type { ResolvedTables } from './select-names.ts';
import type { ColumnDescription } from './session.ts';

export interface SelectShape {
  readonly columns: readonly ColumnDescription[];
  readonly parameterOids: readonly number[];
  /** The DuckDB type of each parameter, as SQL writes it. */
  readonly typeNames: readonly string[];
  /** Bound as it is written, with samples in the place of parameters. */
  readonly plan: PlanNode;
}

/** The statement's text with constants for the parameters whose type is given, and with aliases put in. */
export type TextWith = (
  typeNames: readonly (string | undefined)[],
  values: readonly (string | null)[],
  aliases: readonly Edit[],
) => SplicedText;

interface DescribeRequest {
  readonly connection: StoreConnection;
  readonly statement: NormalisedStatement;
  readonly textWith: TextWith;
  /** The client's OIDs; 0 or absent: to be inferred. */
  readonly parameterTypes: readonly number[];
  readonly places: readonly ParameterPlace[];
  readonly tables: ResolvedTables;
  readonly tableOid?: (reference: TableReference) => number | undefined;
}

/** A number of any kind, then a time: what else stands where no text can. */
const otherTypes: readonly ParameterType[] = [
  { oid: 1700, typeName: 'NUMERIC' },
  { oid: 1114, typeName: 'TIMESTAMP' },
];

/**
 * As it is written, or where that makes no sense with the names of columns that PostgreSQL would give, see
 * column-aliases.ts. `textWith` is the text that runs.
 */
export async function describeNamed(
  request: DescribeRequest,
): Promise<{ readonly shape: SelectShape; readonly textWith: TextWith }> {
  return asWrittenOrNamed(request.statement.names, async (names) => {
    const textWith: TextWith = (types, values, aliases) =>
      request.textWith(types, values, names.length === 0 ? aliases : names);
    return { shape: await describeSelect({ ...request, textWith }), textWith };
  });
}

/**
 * A parameter whose type nobody tells is a text. Where a statement makes no sense with texts, as `$1 + 1`, such parameters
 * are the first of the other types with which it does.
 */
async function describeSelect(request: DescribeRequest): Promise<SelectShape> {
  const parameters = await parameterTypesOf(request);
  try {
    return await describeWith(request, parameters);
  } catch (thrown) {
    if (!parameters.some(({ isOpen }) => isOpen)) throw thrown;
    for (const other of otherTypes) {
      const tried = parameters.map((type) => (type.isOpen ? other : type));
      const shape = await describeWith(request, tried).catch(() => null);
      if (shape !== null) return shape;
    }
    throw thrown;
  }
}

async function describeWith(
  request: DescribeRequest,
  parameters: readonly ParameterType[],
): Promise<SelectShape> {
  const { tables } = request;
  const typeNames = parameters.map(({ typeName }) => typeName);
  const { plan, shape, samples } = await boundWithSamples(request, typeNames);
  const otherwise = await withOtherDecimals(request, typeNames);
  const names = await columnNames(request, typeNames, samples, shape.columns.length);
  const lineages = outputs(plan);
  const columns = shape.columns.map(({ name, type }, index) => {
    const column = describeColumn(
      names[index] ?? name,
      type,
      lineages[index] ?? null,
      tables,
      request.tableOid,
    );
    const other = otherwise?.[index];
    const fixed = other === undefined || pgTypeOfResult(other).modifier === pgTypeOfResult(type).modifier;
    return fixed ? column : { ...column, typeModifier: -1 };
  });
  return { columns, parameterOids: parameters.map(({ oid }) => oid), typeNames, plan };
}

/** A text that is no number may be the name of a unit, as in `date_trunc($1, CreatedOn)`; what is wrong is told of the first. */
async function boundWithSamples(
  { connection, statement, textWith }: DescribeRequest,
  typeNames: readonly string[],
): Promise<{
  readonly plan: PlanNode;
  readonly shape: StatementShape;
  readonly samples: readonly (string | null)[];
}> {
  const bound = async (unit: boolean) => {
    const samples = typeNames.map((name) => (unit && name === 'VARCHAR' ? 'day' : sampleValue(name)));
    const spliced = textWith(typeNames, samples, []);
    // The binder's errors come from the plan, which tells their places; prepare() tells none.
    const plan = await bindPlan(connection, spliced.text, {
      optimised: false,
      locate: (offset) => statement.originalPosition(spliced.originalOffset(offset)),
    });
    return { plan, shape: await connection.describe(spliced.text), samples };
  };
  const first = bound(false);
  if (!typeNames.includes('VARCHAR')) return first;
  return first.catch((thrown: unknown) =>
    bound(true).catch(() => {
      throw thrown;
    }),
  );
}

/**
 * A numeric parameter brings the digits of its value along, so that those of a column made from it cannot be told
 * ahead: such a column has other digits here. Null without numeric parameters.
 */
async function withOtherDecimals(
  { connection, textWith }: DescribeRequest,
  typeNames: readonly string[],
): Promise<readonly DuckDBType[] | null> {
  if (!typeNames.includes('NUMERIC')) return null;
  const samples = typeNames.map((name) => (name === 'NUMERIC' ? '10.25' : sampleValue(name)));
  return (await connection.describe(textWith(typeNames, samples, []).text)).columns.map(({ type }) => type);
}

/** Those that PostgreSQL gives; DuckDB's own where the statement makes no sense with aliases. */
async function columnNames(
  request: DescribeRequest,
  typeNames: readonly string[],
  samples: readonly (string | null)[],
  count: number,
): Promise<readonly string[]> {
  const { connection, statement, textWith } = request;
  if (statement.names.length === 0) return writtenNames(request);
  const { text } = textWith(typeNames, samples, markedAliasEdits(statement.names));
  const { columns } = await connection.describe(text).catch(() => ({ columns: [] }));
  return columns.length === count ? columns.map(({ name }) => unmarked(name)) : writtenNames(request);
}

/**
 * DuckDB names an expression for its own text, which must be the user's: with `$1` for parameters, and
 * without what was put in front of tables. Empty where DuckDB cannot tell the columns while parameters are open.
 */
async function writtenNames({
  connection,
  textWith,
  tables,
  statement,
}: DescribeRequest): Promise<readonly string[]> {
  if (statement.parameterCount === 0 && tables.prefixes.length === 0) return [];
  const shape = await connection.describe(textWith([], [], []).text).catch(() => ({ columns: [] }));
  const prefixes = tables.prefixes.toSorted((a, b) => b.length - a.length);
  return shape.columns.map(({ name }) =>
    prefixes.reduce((text, prefix) => text.replaceAll(prefix, ''), name),
  );
}

interface ParameterType {
  readonly oid: number;
  readonly typeName: string;
  /** Neither declared nor inferred. */
  readonly isOpen?: true;
}

/** Declared by the client, else inferred by DuckDB, else text. */
async function parameterTypesOf(request: DescribeRequest): Promise<readonly ParameterType[]> {
  const { connection, statement, textWith, parameterTypes, places } = request;
  const declared = Array.from({ length: statement.parameterCount }, (_, index) =>
    parameterTypeOfOid(parameterTypes[index] ?? 0),
  );
  if (declared.every((type) => type !== undefined)) return declared;
  const text = textWith(
    declared.map((type) => type?.typeName),
    declared.map((type) => (type === undefined ? null : sampleValue(type.typeName))),
    [],
  ).text;
  // What is wrong with the statement is told by its plan, with the place; here it only hides the types.
  const inferred = await connection.parameterTypes(text).catch(() => new Map<number, DuckDBType>());
  const casts = await castTypes(connection, places);
  const arrays = arrayParameters(places);
  return declared.map((type, index) => {
    if (type !== undefined) return type;
    const written = casts.get(index + 1);
    if (written !== undefined) return inferredType(written);
    const own = inferredType(inferred.get(index + 1));
    return arrays.has(index + 1) ? arrayType(own) : own;
  });
}

function arrayType({ oid, typeName }: ParameterType): ParameterType {
  const array = arrayOf(oid);
  return array === undefined
    ? { oid: 1009, typeName: 'VARCHAR[]' }
    : { oid: array, typeName: `${typeName}[]` };
}

function inferredType(type: DuckDBType | undefined): ParameterType {
  if (type === undefined) return { oid: 25, typeName: 'VARCHAR', isOpen: true };
  return { oid: pgTypeOfResult(type).oid, typeName: type.toString() };
}

function describeColumn(
  name: string,
  type: DuckDBType,
  lineage: Lineage | null,
  tables: NamedTables,
  tableOid: DescribeRequest['tableOid'],
): ColumnDescription {
  const computed = pgTypeOfResult(type);
  const described = {
    name,
    typeOid: computed.oid,
    typeModifier: computed.modifier,
  };
  const reference = lineage === null ? undefined : tables.find(lineage);
  const place = reference?.table.columns.findIndex((column) => column.name === lineage?.column) ?? -1;
  const column = reference?.table.columns[place];
  if (reference === undefined || column === undefined) return described;
  const declared = pgTypeOf(column);
  if (declared.oid !== computed.oid) return described;
  const oid = tableOid?.(reference);
  return {
    ...described,
    typeModifier: declared.modifier,
    nullable: column.nullable || lineage?.filled === true,
    source: { schema: reference.schema, table: reference.table.name, column: column.name },
    ...(oid === undefined ? {} : { origin: { tableOid: oid, columnNumber: place + 1 } }),
  };
}
