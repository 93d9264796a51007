/** The extended protocol: Parse, Bind, Describe, Execute and Close over the session. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ColumnDescription, Prepared, Session } from '../session/session.ts';
import {
  sendBindComplete,
  sendCloseComplete,
  sendNoData,
  sendParameterDescription,
  sendParameterStatus,
  sendParseComplete,
  sendRowDescription,
} from './backend-message.ts';
import type { BindMessage, FrontendMessage, ParseMessage } from './frontend-message.ts';
import type { Outbox } from './outbox.ts';
import { parameterText } from './parameter-text.ts';
import { prepareAdmitted } from './prepare-admitted.ts';
import { PreparedStatements } from './prepared-statements.ts';
import { cursorColumns, runCursorCommand } from './sql-cursors.ts';
import type { StatementRunner } from './statement-runner.ts';
import type { TransactionState } from './transaction-state.ts';

/** What all messages of a connection work on. */
export interface DialogueParts {
  readonly outbox: Outbox;
  readonly runner: StatementRunner;
  readonly transaction: TransactionState;
}

export class ExtendedQuery {
  readonly statements = new PreparedStatements();
  readonly #session: Session;
  readonly #outbox: Outbox;
  readonly #runner: StatementRunner;

  readonly #transaction: TransactionState;
  readonly #ofDriver: boolean;
  /** What the driver was told of the columns of the last description. */
  readonly #told = new Map<string, string>();

  constructor(session: Session, { outbox, runner, transaction }: DialogueParts, ofDriver: boolean) {
    this.#session = session;
    this.#transaction = transaction;
    this.#outbox = outbox;
    this.#runner = runner;
    this.#ofDriver = ofDriver;
  }

  async parse(message: ParseMessage): Promise<void> {
    this.statements.makeRoom(message.statement);
    const prepared = await prepareAdmitted(this.#session, this.#transaction, message);
    this.statements.add(message.statement, prepared);
    sendParseComplete(this.#outbox.writer);
  }

  async bind(message: BindMessage): Promise<void> {
    const prepared = this.statements.get(message.statement);
    this.#transaction.admit(prepared);
    const { parameterTypes } = prepared;
    const columns = this.#columnsOf(prepared);
    const given = message.parameters.length;
    if (given !== parameterTypes.length) {
      throw new DrawbridgeError(
        SqlState.protocolViolation,
        `${given} parameters were given, the prepared statement "${message.statement}" has ${parameterTypes.length}`,
      );
    }
    checkCount('parameter', message.parameterFormats.length, given);
    checkCount('result', message.resultFormats.length, columns?.length ?? 0);
    const formats = message.parameterFormats;
    const parameters = message.parameters.map((value, index) =>
      value === null
        ? null
        : parameterText(
            value,
            parameterTypes[index] ?? 0,
            formats[formats.length === 1 ? 0 : index] ?? 0,
            index + 1,
          ),
    );
    const source = { parameters, resultFormats: message.resultFormats };
    await this.statements.openPortal(message.portal, message.statement, source);
    sendBindComplete(this.#outbox.writer);
  }

  describe(message: FrontendMessage & { kind: 'describe' }): void {
    const { writer } = this.#outbox;
    if (message.subject === 'statement') {
      const prepared = this.statements.get(message.name);
      const { parameterTypes } = prepared;
      const columns = this.#columnsOf(prepared);
      // Rows that cannot come need no description, but what ends the transaction may be described.
      if (columns !== null) this.#transaction.admit(prepared);
      sendParameterDescription(writer, parameterTypes);
      if (columns === null) sendNoData(writer);
      else this.#describeRows(columns, []);
      return;
    }
    const portal = this.statements.portal(message.name);
    const columns = this.#columnsOf(portal.source.prepared);
    if (columns === null) sendNoData(writer);
    else this.#describeRows(columns, portal.formats(columns));
  }

  #describeRows(
    columns: readonly ColumnDescription[],
    formats: Parameters<typeof sendRowDescription>[2],
  ): void {
    const { writer } = this.#outbox;
    if (this.#ofDriver) {
      this.#tellDriver('drawbridge_nullable', columns.map((column) => nullableLetter(column)).join(''));
      this.#tellDriver('drawbridge_sources', sourcesOf(columns));
    }
    sendRowDescription(writer, columns, formats);
  }

  /** Where it differs from what was told last. */
  #tellDriver(name: string, value: string): void {
    if ((this.#told.get(name) ?? '') === value) return;
    sendParameterStatus(this.#outbox.writer, name, value);
    this.#told.set(name, value);
  }

  async execute(message: FrontendMessage & { kind: 'execute' }): Promise<void> {
    const portal = this.statements.portal(message.portal);
    const { cursor } = portal.source.prepared;
    if (cursor !== undefined) {
      return runCursorCommand(cursor, portal.source, false, {
        outbox: this.#outbox,
        runner: this.#runner,
        transaction: this.#transaction,
        statements: this.statements,
      });
    }
    const { deallocates } = portal.source.prepared;
    if (deallocates !== undefined) this.statements.deallocate(deallocates.statement);
    // Lines of COPY come all at once.
    const maxRows = portal.source.prepared.copy === undefined ? message.maxRows : 0;
    await this.#runner.run(portal, maxRows, false);
  }

  #columnsOf({ cursor, columns, copy }: Prepared): readonly ColumnDescription[] | null {
    if (copy !== undefined) return null;
    return cursor === undefined ? columns : cursorColumns(cursor, this.statements);
  }

  async close(message: FrontendMessage & { kind: 'close' }): Promise<void> {
    if (message.subject === 'statement') await this.statements.closeStatement(message.name);
    else await this.statements.closePortal(message.name);
    sendCloseComplete(this.#outbox.writer);
  }
}

/** Format codes: none, one for all, or one each. */
function checkCount(what: string, given: number, wanted: number): void {
  if (given === 0 || given === 1 || given === wanted) return;
  throw new DrawbridgeError(
    SqlState.protocolViolation,
    `${given} ${what} formats were given where there are ${wanted} ${what === 'result' ? 'columns' : 'parameters'}`,
  );
}

const nullableLetter = ({ nullable }: ColumnDescription): string =>
  nullable === undefined ? '?' : nullable ? 'y' : 'n';

/** A line for each column, its names divided by tabs, and empty for an expression; nothing where all of them are. */
function sourcesOf(columns: readonly ColumnDescription[]): string {
  if (columns.every(({ source }) => source === undefined)) return '';
  return columns
    .map(({ source }) => (source === undefined ? '' : `${source.schema}\t${source.table}\t${source.column}`))
    .join('\n');
}
