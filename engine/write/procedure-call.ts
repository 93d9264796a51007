/** A call of a procedure, held against what the procedure takes, and what Bitbucket is sent for it. */
import type { ProcedureDef, ProcedureHead, ProcedureParameter } from '../catalog/procedure.ts';
import { allProcedures } from '../catalog/procedures.ts';
import type { CellValue } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { fillPath } from '../scan/endpoint-path.ts';
import { nearNames } from '../scan/near-names.ts';
import type { CallArgument } from '../sql/call-statement.ts';
import type { WrittenValue } from '../sql/write-statement.ts';
import { bodyOf, jsonOf, type Body } from './body.ts';
import { pathNames } from './write-plan.ts';

export interface GivenParameter {
  readonly parameter: ProcedureParameter;
  /** null: what is sent where nothing is said. */
  readonly value: WrittenValue;
}

/** Throws 42883 for a procedure that there is not. */
export function unknownProcedure(name: string, position: number): DrawbridgeError {
  const names = allProcedures.map((procedure) => procedure.name);
  const near = nearNames(name, names);
  return new DrawbridgeError(SqlState.undefinedFunction, `There is no procedure ${name}.`, {
    position,
    hint: near.length === 0 ? `There are ${names.join(', ')}.` : `Did you mean ${near.join(' or ')}?`,
  });
}

/** Positions are offsets into the normalised text, counted from 1. Throws 42703, 42701, 23502 and 42601. */
export function matchArguments(
  procedure: ProcedureHead,
  given: readonly CallArgument[],
): readonly GivenParameter[] {
  const matched = given.map((argument, index) => ({
    parameter: parameterOf(procedure, argument, index),
    value: argument.value,
  }));
  for (const [index, { parameter }] of matched.entries()) {
    if (matched.findIndex((one) => one.parameter === parameter) === index) continue;
    throw new DrawbridgeError(SqlState.duplicateColumn, `${parameter.name} gets two values.`);
  }
  const missing = procedure.parameters.filter(
    (parameter) =>
      parameter.required && !matched.some((one) => one.parameter === parameter && one.value !== null),
  );
  if (missing.length === 0) return matched;
  throw new DrawbridgeError(
    SqlState.notNullViolation,
    `${procedure.name} needs ${missing.map(({ name }) => name).join(' and ')}.`,
    { hint: `It takes ${signature(procedure)}.` },
  );
}

function parameterOf(procedure: ProcedureHead, { name }: CallArgument, index: number): ProcedureParameter {
  const { parameters } = procedure;
  if (name === null) {
    const parameter = parameters[index];
    if (parameter !== undefined) return parameter;
    const message = `${procedure.name} takes ${parameters.length} values at most.`;
    throw new DrawbridgeError(SqlState.syntaxError, message, { hint: `They are ${signature(procedure)}.` });
  }
  const found = parameters.find((one) => one.name.toLowerCase() === name.name.toLowerCase());
  if (found !== undefined) return found;
  throw new DrawbridgeError(SqlState.undefinedColumn, `${procedure.name} has no parameter ${name.name}.`, {
    position: name.offset + 1,
    hint: `It takes ${signature(procedure)}.`,
  });
}

const signature = ({ parameters }: ProcedureHead): string =>
  parameters.map(({ name, required }) => (required ? name : `[${name}]`)).join(', ');

export interface SentCall {
  readonly target: string;
  readonly body: Body | null;
  /** Where the result is read when the call answers nothing. */
  readonly read: string | null;
}

/** `values` by parameter. Throws 23502 and 22023 before any call. */
export function sentCall(
  procedure: ProcedureDef,
  values: ReadonlyMap<ProcedureParameter, CellValue>,
  place: ReadonlyMap<string, string>,
): SentCall {
  const inPath = pathNames(procedure.call.path);
  const filled = new Map(place);
  const members: (readonly [string, unknown])[] = [];
  for (const [path, value] of Object.entries(procedure.always ?? {})) {
    members.push([path, value === '{workspace}' ? place.get('workspace') : value]);
  }
  for (const parameter of procedure.parameters) {
    const value = values.get(parameter) ?? parameter.otherwise ?? null;
    checkParameter(procedure, parameter, value);
    if (value === null) continue;
    if (inPath.includes(parameter.name)) filled.set(parameter.name, pathText(parameter, value));
    if (parameter.path === undefined) continue;
    members.push([parameter.path, jsonOf({ ...parameter, nullable: true, path: parameter.path }, value)]);
    members.push(...(procedure.beside?.[parameter.path] ?? []));
  }
  return {
    target: fillPath(procedure.call.path, filled),
    body: members.length === 0 ? null : bodyOf(members),
    read: procedure.read === undefined ? null : fillPath(procedure.read, filled),
  };
}

export function checkParameter(
  { name }: ProcedureHead,
  parameter: ProcedureParameter,
  value: CellValue,
): void {
  if (value === null && parameter.required) {
    throw new DrawbridgeError(SqlState.notNullViolation, `${parameter.name} of ${name} must have a value.`);
  }
  if (parameter.values === undefined || value === null || parameter.values.includes(String(value))) return;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `${parameter.name} of ${name} cannot be ${String(value)}.`,
    { hint: `It takes ${parameter.values.join(', ')}.` },
  );
}

function pathText({ name }: ProcedureParameter, value: NonNullable<CellValue>): string {
  const text = String(value);
  if (text !== '' && text !== '.' && text !== '..') return text;
  throw new DrawbridgeError(SqlState.invalidParameterValue, `${name} cannot be "${text}".`);
}
