/**
 * Statements that a client prepares in SQL. PREPARE keeps the text under a name, EXECUTE prepares it as it would be
 * prepared by the protocol and hands it its values as parameters.
 */
import { findProcedure, findSignInProcedure } from '../catalog/procedures.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../error.ts';
import { cutCall, type CallArgument } from '../sql/call-statement.ts';
import { compose } from '../sql/compose.ts';
import { normalise } from '../sql/normalise.ts';
import { cutPrepare, type PrepareStatement } from '../sql/prepare.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import { keyword } from '../sql/token.ts';
import { lex } from '../sql/lexer.ts';
import { nameOf } from '../sql/transaction.ts';
import { readCells } from './chunk-cells.ts';
import { commandStatement } from './command-cursor.ts';
import { declaredType } from './declared-type.ts';
import { inPlace } from './place-of-error.ts';
import { shownStatement } from './secret-statement.ts';
import type { Prepared } from './session.ts';

/** Against clients that never forget what they prepare. */
const mostStatements = 1000;

interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly types: readonly number[];
}

/** How the session prepares a text, and the query of one row that yields EXECUTE's values. */
export interface PreparingSession {
  prepare(text: string, parameterTypes: readonly number[]): Promise<Prepared>;
  prepareValues(query: NormalisedStatement, parameterTypes: readonly number[]): Promise<Prepared>;
}

export class NamedStatements {
  readonly #statements = new Map<string, NamedStatement>();

  has(name: string): boolean {
    return this.#statements.has(name);
  }

  /** Of a name that is not there nothing happens. */
  forget(name: string): void {
    this.#statements.delete(name);
  }

  forgetAll(): void {
    this.#statements.clear();
  }

  /** PREPARE. The statement is looked at now, so that its mistakes show where it is written. */
  async keep(text: string, session: PreparingSession): Promise<Prepared> {
    const cut = cutPrepare(text);
    const types = cut.types.map(declaredType);
    await attempt(
      cut.statement,
      ({ position }) => position && position + cut.before,
      async () => {
        checkKind(cut);
        (await session.prepare(cut.statement, types)).close();
      },
    );
    return commandStatement('PREPARE', () => {
      this.#checkRoom(cut.name);
      this.#statements.set(cut.name, { name: cut.name, text: cut.statement.trim(), types });
    });
  }

  /** EXECUTE; null where the statement calls something else, such as a procedure. Throws 26000. */
  async run(
    statement: NormalisedStatement,
    parameterTypes: readonly number[],
    session: PreparingSession,
  ): Promise<Prepared | null> {
    const [verb, name, more] = lex(statement.text);
    if (keyword(verb) !== 'EXECUTE' || more?.text === '.') return null;
    const found = this.#statements.get(nameOf(name));
    if (found === undefined) {
      if (isProcedure(nameOf(name))) return null;
      throw noSuchStatement(nameOf(name));
    }
    const locate = (offset: number): number => statement.originalPosition(offset);
    const { arguments: given } = inPlace(() => cutCall(statement.text), locate);
    const inner = await attempt(
      found.text,
      () => undefined,
      () => session.prepare(found.text, found.types),
    );
    checkArguments(found.name, given, inner);
    if (given.length === 0) return inner;
    const values = await session.prepareValues(valuesQuery(statement, given), parameterTypes);
    return {
      ...inner,
      parameterTypes: values.parameterTypes,
      async execute(parameters, options) {
        const [row = []] = await readCells(await values.execute(parameters, { ...options, maxRows: 0 }));
        return inner.execute(
          row.map((cell) => (cell === null ? null : String(cell))),
          options,
        );
      },
      close() {
        values.close();
        inner.close();
      },
    };
  }

  #checkRoom(name: string): void {
    if (this.#statements.has(name))
      throw new DrawbridgeError(
        SqlState.duplicateStatement,
        `The prepared statement "${name}" exists already`,
        { hint: `DEALLOCATE ${name} forgets it.` },
      );
    if (this.#statements.size >= mostStatements)
      throw new DrawbridgeError(
        SqlState.limitExceeded,
        `A connection keeps ${mostStatements} statements of PREPARE`,
        { hint: 'DEALLOCATE those that are not needed any more.' },
      );
  }
}

function isProcedure(name: string): boolean {
  return findProcedure(name) !== undefined || findSignInProcedure(name) !== undefined;
}

function checkKind({ statement }: PrepareStatement): void {
  const { kind } = normalise(statement);
  if (kind.kind === 'select' || kind.kind === 'write') return;
  throw new DrawbridgeError(
    SqlState.featureNotSupported,
    'Only SELECT, VALUES, INSERT, UPDATE and DELETE can be prepared by PREPARE.',
  );
}

function checkArguments(name: string, given: readonly CallArgument[], { parameterTypes }: Prepared): void {
  if (given.some((argument) => argument.name !== null || argument.value === null))
    throw new DrawbridgeError(SqlState.syntaxError, 'EXECUTE takes values without names.', {
      hint: `Write EXECUTE ${name}(value, …).`,
    });
  if (given.length === parameterTypes.length) return;
  throw new DrawbridgeError(
    SqlState.syntaxError,
    `The prepared statement "${name}" takes ${valuesText(parameterTypes.length)}, and ${given.length} ${given.length === 1 ? 'was' : 'were'} given.`,
  );
}

const valuesText = (count: number): string => `${count} ${count === 1 ? 'value' : 'values'}`;

/** As texts, in which the protocol would bring them, too. */
function valuesQuery(base: NormalisedStatement, given: readonly CallArgument[]): NormalisedStatement {
  const casts = given.flatMap(({ value }, index) => [
    index === 0 ? '' : ', ',
    'CAST((',
    value ?? 'NULL',
    '\n) AS VARCHAR)',
  ]);
  return compose(base, ['SELECT ', ...casts]);
}

/** An error of the text that was kept tells no secret of it. */
async function attempt<T>(
  text: string,
  placed: (error: DrawbridgeError) => DrawbridgeError['position'],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = shownStatement(text).masked(asDrawbridgeError(thrown));
    const { sqlState, message, hint, detail } = error;
    const position = placed(error);
    throw new DrawbridgeError(sqlState, message, {
      cause: error,
      ...(hint === undefined ? {} : { hint }),
      ...(detail === undefined ? {} : { detail }),
      ...(position === undefined ? {} : { position }),
    });
  }
}

function noSuchStatement(name: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.invalidStatementName,
    `There is neither a prepared statement nor a procedure ${name}.`,
    { hint: `PREPARE ${name} AS … makes one for this connection; sys_procedures lists the procedures.` },
  );
}
