/** Procedures: from a normalised CALL or EXEC to the one call that carries it out, and its result set. */
import { findProcedure, findSignInProcedure } from '../catalog/procedures.ts';
import type { ProcedureDef, ProcedureParameter } from '../catalog/procedure.ts';
import { informationSchema, isRollUp } from '../catalog/schema-name.ts';
import type { CellValue } from '../catalog/table.ts';
import type { CallContext } from '../bitbucket/api-attempt.ts';
import { BitbucketError } from '../bitbucket/bitbucket-error.ts';
import type { ApiResponse } from '../bitbucket/client.ts';
import { UncertainWrite } from '../bitbucket/uncertain-write.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../error.ts';
import { placeOf } from '../scan/schema-place.ts';
import { cutCall, type CallStatement } from '../sql/call-statement.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import { asDuplicate } from '../write/duplicate.ts';
import { at, isObject } from '../write/body.ts';
import type { WriteClient } from '../write/run-calls.ts';
import { matchArguments, sentCall, unknownProcedure, type GivenParameter } from '../write/procedure-call.ts';
import { readCells } from './chunk-cells.ts';
import { inPlace } from './place-of-error.ts';
import { describeResult, resultCursor, resultTable } from './procedure-result.ts';
import { valued, valuesQuery } from './procedure-values.ts';
import { prepareSelect, type PreparedSelect } from './select.ts';
import type { Cursor, ExecuteOptions, Prepared } from './session.ts';
import { prepareSignInCall } from './sign-in-call.ts';
import type { WriteEnvironment } from './write.ts';
import { writeProgress } from './write-progress.ts';

/** Throws DrawbridgeError with the place in the user's text. No call is made. */
export async function prepareCall(
  environment: WriteEnvironment,
  statement: NormalisedStatement,
  parameterTypes: readonly number[],
): Promise<Prepared> {
  const locate = (offset: number): number => statement.originalPosition(offset);
  const call = inPlace(() => cutCall(statement.text), locate);
  const signIn = findSignInProcedure(call.parts.at(-1)?.name ?? '');
  if (signIn !== undefined)
    return prepareSignInCall(environment, signIn, { statement, call, parameterTypes });
  const procedure = procedureOf(call, locate);
  const given = inPlace(() => matchArguments(procedure, call.arguments), locate);
  const { select } = environment;
  const values = await valued(given, () =>
    prepareSelect(select, valuesQuery(statement, given), parameterTypes),
  );
  const result = await describeResult(select, procedure);
  return {
    columns: result.columns,
    parameterTypes: values.parameterTypes,
    execute: (parameters, options) =>
      execute({ environment, procedure, given, values, call }, parameters, options),
    close: () => undefined,
  };
}

function procedureOf({ parts }: CallStatement, locate: (offset: number) => number): ProcedureDef {
  const last = parts.at(-1);
  const procedure = findProcedure(last?.name ?? '');
  if (procedure === undefined || last === undefined) {
    throw unknownProcedure(last?.name ?? '', locate(last?.offset ?? 0));
  }
  return procedure;
}

interface PreparedCall {
  readonly environment: WriteEnvironment;
  readonly procedure: ProcedureDef;
  readonly given: readonly GivenParameter[];
  readonly values: PreparedSelect;
  readonly call: CallStatement;
}

async function execute(
  { environment, procedure, given, values, call }: PreparedCall,
  parameters: readonly (string | null)[],
  options: ExecuteOptions,
): Promise<Cursor> {
  environment.admit(procedure.name);
  const progress = writeProgress(options);
  const [row = []] = await valued(given, async () =>
    readCells(await values.execute(parameters, { ...options, maxRows: 0, onProgress: progress.scanned })),
  );
  const cells = new Map(given.map(({ parameter }, index) => [parameter, row[index] ?? null] as const));
  const place = await placeOfCall(environment, procedure, call, cells, options.signal);
  const sent = sentCall(procedure, cells, place);
  const { signal, statementId } = options;
  const context = {
    signal,
    onAttempt: progress.called,
    ...(statementId === undefined ? {} : { statementId }),
  };
  signal.throwIfAborted();
  const { client } = environment;
  let answer: ApiResponse;
  try {
    answer = await client.write(procedure.call.method, sent.target, sent.body, context);
  } catch (thrown) {
    throw thrown instanceof UncertainWrite ? uncertain(procedure, thrown) : asDuplicate(thrown, false);
  } finally {
    environment.written({ name: procedure.name, makesSchemas: procedure.makesSchemas === true, rows: null });
  }
  const begun = answer.task ?? taskIn(procedure, answer.body);
  const reply = begun === null ? answer.body : await outcome(client, procedure, begun, context);
  // It is done: what it came to is read even if nobody waits any more.
  const unstoppable = { ...context, signal: new AbortController().signal };
  const object =
    isObject(reply) || sent.read === null ? reply : (await client.get(sent.read, unstoppable)).body;
  return resultCursor(environment.select, procedure, object, options);
}

/** Where the answer itself is the task that goes on. */
function taskIn({ task }: ProcedureDef, body: unknown): string | null {
  if (task === undefined || at(body, task.status) !== task.pending) return null;
  const address = at(body, 'links.self.href');
  return typeof address === 'string' ? address : null;
}

/** What a task that goes on behind the answer comes to; null where it does not say. */
async function outcome(
  client: WriteClient,
  { name, task }: ProcedureDef,
  target: string,
  call: CallContext,
): Promise<unknown> {
  if (task === undefined) return null;
  const { status, pending, result } = task;
  try {
    const { body } = await client.awaitTask(
      target,
      call,
      (body) => !isObject(body) || body[status] !== pending,
    );
    return isObject(body) ? (body[result] ?? null) : null;
  } catch (thrown) {
    throw unfinished(name, thrown, call.signal);
  }
}

/** Bitbucket itself says why a task failed; in any other case nobody knows what it comes to. */
function unfinished(name: string, thrown: unknown, { aborted }: AbortSignal): DrawbridgeError {
  const { sqlState, message } = asDrawbridgeError(thrown);
  const said = message.replace(/\.$/, '');
  const isRefused = thrown instanceof BitbucketError && [400, 409].includes(thrown.status);
  if (isRefused && !aborted) {
    return new DrawbridgeError(sqlState, `${name} was begun and has failed: ${said}.`, { cause: thrown });
  }
  return new DrawbridgeError(
    sqlState,
    `${name} was begun and may go on at Bitbucket; its end was not waited for: ${said}.`,
    { cause: thrown, hint: 'Look how things stand before you call it again.' },
  );
}

async function placeOfCall(
  { schemas, workspace, select }: WriteEnvironment,
  procedure: ProcedureDef,
  { parts }: CallStatement,
  cells: ReadonlyMap<ProcedureParameter, CellValue>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const slug = [...cells].find(([{ name }]) => name === 'RepositorySlug')?.[1] ?? null;
  const named = parts.at(-2)?.name;
  const information = informationSchema.name.toLowerCase();
  const schema =
    named ?? select.searchPath.find((one) => one.toLowerCase() !== information) ?? informationSchema.name;
  if (slug === null && (schema.toLowerCase() === information || isRollUp(schema))) {
    throw new DrawbridgeError(SqlState.invalidParameterValue, `${procedure.name} needs a repository.`, {
      hint: `Write "name-of-the-repository".${procedure.name}, set the property Schema, or give RepositorySlug.`,
    });
  }
  const table = resultTable(procedure);
  if (slug === null) return placeOf({ schema, table }, workspace, schemas, signal);
  const general = await placeOf(
    { schema, table: { ...table, scope: 'workspace' } },
    workspace,
    schemas,
    signal,
  );
  return new Map([...general, ['repository', String(slug)]]);
}

function uncertain(procedure: ProcedureDef, { sqlState, message, cause }: UncertainWrite): DrawbridgeError {
  const said = message.replace(/\.$/, '');
  return new DrawbridgeError(
    sqlState,
    `It is not known whether ${procedure.name} was carried out: ${said}.`,
    {
      hint: 'Look how things stand before you call it again.',
      cause,
    },
  );
}
