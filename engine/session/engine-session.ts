/**
 * One client connection. Routes each statement by its kind: SELECTs go to the planner, SET and SHOW to the
 * session's settings, transactions are accepted and change nothing, everything else is refused with its reason.
 */
import type { SchemaInfo } from '../catalog/schema-name.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState, type Notice } from '../error.ts';
import type { ExplainRow } from '../plan/explain.ts';
import { normalise } from '../sql/normalise.ts';
import { splitStatements } from '../sql/split.ts';
import type { SchemaDirectory } from '../scan/schema-directory.ts';
import type { NormalisedStatement, StatementKind, TransactionCommand } from '../sql/statement.ts';
import { commandStatement, textStatement } from './command-cursor.ts';
import { explainColumns, explainRow } from './explain-rows.ts';
import { catalogUse } from '../pg-catalog/catalog-names.ts';
import { explainCatalog, prepareCatalogStatement, type CatalogEnvironment } from './catalog-statement.ts';
import { NamedStatements, type PreparingSession } from './named-statements.ts';
import { prepareSelect, type SelectEnvironment } from './select.ts';
import { connectionLimit } from './select-execute.ts';
import { withStyles } from './output-styles.ts';
import { observedStatement, type StatementObserver } from './observed-statement.ts';
import { prepareCall } from './procedure.ts';
import { shownStatement, type ShownStatement } from './secret-statement.ts';
import { withoutSecrets } from './without-secrets.ts';
import { prepareWrite, type WriteEnvironment } from './write.ts';
import type { ExecuteOptions, LimitSource, Prepared, Session } from './session.ts';
import { loggedExecution, type SessionLog } from './session-log.ts';
import type { SessionSettings } from './settings.ts';
import { TransactionWrites } from './transaction-writes.ts';

export interface EngineSessionOptions {
  readonly settings: SessionSettings;
  readonly notices: readonly Notice[];
  /** What the ODBC driver is told besides the settings. */
  readonly reported: ReadonlyMap<string, string>;
  /** Max Rows of the connection's properties; 0: none. */
  readonly maxRows: number;
  readonly directory: Pick<SchemaDirectory, 'list'>;
  readonly callsLeft: () => number;
  readonly onRest: Session['onRest'];
  readonly environment: (searchPath: readonly string[]) => SelectEnvironment;
  /** For questions to the catalog that PostgreSQL's clients read. */
  readonly catalog: () => CatalogEnvironment;
  readonly onClose: () => void;
  /** 32 hexadecimal digits. */
  readonly key: string;
  readonly log: SessionLog;
  /** Enters an execution into the engine's history. */
  readonly begin: (statement: string) => StatementObserver;
  /** For work that begins now: what it returns throws before calls that the engine does not take. */
  readonly callGate: () => () => void;
  readonly writing: {
    readonly readOnly: boolean;
    readonly inTransaction: 'refuse' | 'immediate';
    readonly environment: (
      select: SelectEnvironment,
      rules: Pick<WriteEnvironment, 'admit' | 'written'>,
    ) => WriteEnvironment;
  };
}

export class EngineSession implements Session {
  readonly key: string;
  readonly notices: readonly Notice[];
  readonly #options: EngineSessionOptions;
  readonly #writes: TransactionWrites;
  readonly #named = new NamedStatements();
  readonly #preparing: PreparingSession;
  #closed = false;

  constructor(options: EngineSessionOptions) {
    this.#options = options;
    this.key = options.key;
    this.#writes = new TransactionWrites(options.writing.inTransaction);
    this.notices = options.notices;
    this.#preparing = {
      prepare: (text, types) => this.#prepare(text, types, shownStatement(text)),
      prepareValues: async (query, types) =>
        prepareSelect(options.environment(options.settings.searchPath), query, types),
    };
  }

  get reported(): ReadonlyMap<string, string> {
    return new Map([...this.#options.settings.reported, ...this.#options.reported]);
  }

  get statementTimeout(): number {
    return this.#options.settings.statementTimeout;
  }

  split(text: string): readonly string[] {
    return splitStatements(text);
  }

  get callsLeft(): number {
    return this.#options.callsLeft();
  }

  onRest(listener: Parameters<Session['onRest']>[0]): () => void {
    return this.#options.onRest(listener);
  }

  schemas(signal: AbortSignal): Promise<readonly SchemaInfo[]> {
    return this.#options.directory.list(signal, this.#options.callGate());
  }

  async explain(text: string, maxRows: number): Promise<readonly ExplainRow[]> {
    const statement = normalise(text);
    if (statement.kind.kind !== 'select' && statement.kind.kind !== 'explain') return [];
    const { settings, environment } = this.#options;
    const use = catalogUse(statement.text);
    if (use !== null) return [explainCatalog(use)];
    const prepared = await prepareSelect(environment(settings.searchPath), statement, []);
    const asked = { rows: maxRows, by: applicationLimit };
    return prepared.explain([], smallestLimit([...this.#standingLimits(), asked]).rows);
  }

  #standingLimits(): readonly [SetLimit, ...SetLimit[]] {
    const { settings, maxRows } = this.#options;
    return [
      { rows: maxRows, by: connectionLimit },
      { rows: settings.maxRows, by: applicationLimit },
    ];
  }

  async prepare(text: string, parameterTypes: readonly number[]): Promise<Prepared> {
    const { log } = this.#options;
    const shown = shownStatement(text);
    const prepared = await this.#prepare(text, parameterTypes, shown).catch((thrown: unknown) => {
      const error = shown.masked(asDrawbridgeError(thrown));
      log.error(error, shown.text);
      this.#writes.failed();
      throw error;
    });
    return observedStatement(prepared, () => this.#heeded(loggedExecution(log, shown.text)));
  }

  /** The session hears of failures, too: they decide what the end of a transaction means. */
  #heeded(observer: StatementObserver): StatementObserver {
    return {
      ...observer,
      end: (outcome) => {
        if (outcome.kind === 'failed') this.#writes.failed();
        observer.end(outcome);
      },
    };
  }

  async #prepare(text: string, parameterTypes: readonly number[], shown: ShownStatement): Promise<Prepared> {
    const statement = normalise(text);
    const { settings } = this.#options;
    const { kind } = statement;
    switch (kind.kind) {
      case 'select':
        return this.#select(statement, text, parameterTypes);
      case 'explain':
        return this.#explain(statement, kind.analyze, parameterTypes);
      case 'set':
        return commandStatement('SET', () =>
          settings.set(kind.name, kind.value, kind.local ? 'local' : 'session'),
        );
      case 'reset':
        return commandStatement('RESET', () =>
          kind.name === null ? settings.reset() : settings.set(kind.name, null),
        );
      case 'show':
        return this.#show(kind.name);
      case 'transaction':
        return {
          ...commandStatement(kind.verb, (executed) => this.#transaction(kind, executed)),
          transaction: kind,
        };
      case 'declareCursor':
        return this.#declare(statement, text, kind, parameterTypes);
      case 'copyOut':
        return { ...(await this.#select(statement, text, parameterTypes)), copy: kind.format };
      case 'fetchCursor': {
        const { cursor: name, rows, move } = kind;
        return { ...cursorStatement(), cursor: { verb: 'fetch', name, rows, move } };
      }
      case 'closeCursor':
        return { ...cursorStatement(), cursor: { verb: 'close', name: kind.cursor } };
      case 'prepare':
        return this.#named.keep(text, this.#preparing);
      case 'deallocate':
        return this.#deallocate(kind.name);
      case 'discard':
        return kind.what === 'ALL'
          ? {
              ...commandStatement('DISCARD ALL', () => {
                settings.reset();
                this.#named.forgetAll();
              }),
              deallocates: { statement: null },
            }
          : commandStatement(`DISCARD ${kind.what}`, () => undefined);
      case 'nothing':
        return commandStatement(kind.tag, () => undefined);
      case 'empty':
        return commandStatement('', () => undefined);
      case 'call': {
        const executed = await this.#named.run(statement, parameterTypes, this.#preparing);
        if (executed !== null) return withoutSecrets(executed, shown);
        return this.#write(statement, shown, parameterTypes);
      }
      case 'write':
        return this.#write(statement, shown, parameterTypes);
      case 'unsupported':
        throw notYet(`${kind.what} is not supported here.`, kind.hint);
    }
  }

  /** Those of the protocol are the connection's to forget. */
  #deallocate(name: string | null): Prepared {
    if (name !== null && this.#named.has(name))
      return commandStatement('DEALLOCATE', () => this.#named.forget(name));
    const tag = name === null ? 'DEALLOCATE ALL' : 'DEALLOCATE';
    return {
      ...commandStatement(tag, () => (name === null ? this.#named.forgetAll() : undefined)),
      deallocates: { statement: name },
    };
  }

  #show(name: string): Prepared {
    const { settings } = this.#options;
    const tag = (): string => 'SHOW';
    if (name.toLowerCase() === 'all') {
      return textStatement(['name', 'setting', 'description'], [], tag, () =>
        Promise.resolve(settings.all().map(({ name: setting, shown }) => [setting, shown, ''])),
      );
    }
    return textStatement([settings.nameOf(name)], [], tag, () => Promise.resolve([[settings.show(name)]]));
  }

  #transaction(command: TransactionCommand, options: ExecuteOptions): void {
    this.#options.settings.transaction(command, this.#writes.undoes(command));
    const notice = this.#writes.transaction(command);
    if (notice !== null) options.onNotice(notice);
  }

  async #declare(
    statement: NormalisedStatement,
    text: string,
    { cursor: name, hold, binary }: StatementKind & { kind: 'declareCursor' },
    parameterTypes: readonly number[],
  ): Promise<Prepared> {
    const query = await this.#select(statement, text, parameterTypes);
    return {
      ...cursorStatement(),
      parameterTypes: query.parameterTypes,
      cursor: { verb: 'declare', name, hold, binary, query },
    };
  }

  async #select(
    statement: NormalisedStatement,
    text: string,
    parameterTypes: readonly number[],
  ): Promise<Prepared> {
    const { settings, environment, catalog } = this.#options;
    const use = catalogUse(statement.text);
    const prepared =
      use === null
        ? await prepareSelect(environment(settings.searchPath), statement, parameterTypes)
        : await prepareCatalogStatement(catalog(), statement, use, parameterTypes);
    const limited: Prepared = {
      ...prepared,
      // Refuses by rejecting, as every failure of an execution does.
      execute: async (parameters, options) => {
        const beforeCalls = this.#options.callGate();
        const { rows, by } = smallestLimit([
          ...this.#standingLimits(),
          { rows: options.maxRows ?? 0, by: options.limitedBy ?? applicationLimit },
        ]);
        const limits = { maxRows: rows, limitedBy: by, beforeCalls };
        return withStyles(await prepared.execute(parameters, { ...options, ...limits }), settings);
      },
      close: () => prepared.close(),
    };
    return observedStatement(limited, () => this.#options.begin(text));
  }

  async #write(
    statement: NormalisedStatement,
    shown: ShownStatement,
    parameterTypes: readonly number[],
  ): Promise<Prepared> {
    const { settings, environment, writing, callGate, begin } = this.#options;
    const written = writing.environment(environment(settings.searchPath), {
      admit: (verb) => {
        if (writing.readOnly) throw readOnly(verb);
        if (settings.readOnly) throw readOnlyTransaction(verb);
        this.#writes.admit();
        callGate()();
      },
      written: (what) => this.#writes.add(what),
    });
    const prepare = statement.kind.kind === 'call' ? prepareCall : prepareWrite;
    const prepared = await prepare(written, statement, parameterTypes);
    return observedStatement(withoutSecrets(prepared, shown), () => begin(shown.text));
  }

  async #explain(
    statement: NormalisedStatement,
    analyze: boolean,
    parameterTypes: readonly number[],
  ): Promise<Prepared> {
    if (analyze)
      throw notYet('EXPLAIN ANALYZE is not supported yet; EXPLAIN shows what would be asked of Bitbucket.');
    const { settings, environment, catalog } = this.#options;
    const use = catalogUse(statement.text);
    if (use !== null) {
      const { parameterTypes: types } = await prepareCatalogStatement(
        catalog(),
        statement,
        use,
        parameterTypes,
      );
      const rows = [explainRow(explainCatalog(use))];
      return textStatement(
        explainColumns,
        types,
        () => 'EXPLAIN',
        () => Promise.resolve(rows),
      );
    }
    const prepared = await prepareSelect(environment(settings.searchPath), statement, parameterTypes);
    return textStatement(
      explainColumns,
      prepared.parameterTypes,
      () => 'EXPLAIN',
      async (parameters) => {
        const { rows } = smallestLimit(this.#standingLimits());
        return (await prepared.explain(parameters, rows)).map(explainRow);
      },
    );
  }

  close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.#options.onClose();
    }
    return Promise.resolve();
  }
}

interface SetLimit {
  /** 0: none. */
  readonly rows: number;
  readonly by: LimitSource;
}

/** Of equal limits the first. */
function smallestLimit(limits: readonly [SetLimit, ...SetLimit[]]): SetLimit {
  const set = limits.filter(({ rows }) => rows > 0);
  return set.reduce((least, limit) => (limit.rows < least.rows ? limit : least), set[0] ?? limits[0]);
}

const applicationLimit: LimitSource = {
  name: 'the limit that the application set',
  hint: 'Raise it there (in ODBC: SQL_ATTR_MAX_ROWS) to get the rest.',
};

/** Whoever has no portals cannot carry it out. */
const cursorStatement = (): Prepared =>
  commandStatement('', () => {
    throw notYet('Cursors are for clients of the PostgreSQL protocol only.');
  });

const readOnly = (verb: string): DrawbridgeError =>
  new DrawbridgeError(SqlState.readOnly, `${verb} is refused: the data source is read only.`, {
    hint: 'Set ReadOnly=false in the data source to write to Bitbucket.',
  });

const readOnlyTransaction = (verb: string): DrawbridgeError =>
  new DrawbridgeError(SqlState.readOnly, `${verb} is refused: the transaction is read only.`, {
    hint: 'The client has asked for READ ONLY; SET default_transaction_read_only = off, or BEGIN READ WRITE, takes that back.',
  });

const notYet = (message: string, hint?: string): DrawbridgeError =>
  new DrawbridgeError(SqlState.featureNotSupported, message, hint === undefined ? {} : { hint });
