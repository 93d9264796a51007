/** Health of the data sources: how each is, tests on demand, and what the engine can put right by itself. */
import type { Vault } from '../../auth/vault.ts';
import type { DriverStatus } from '../../dsn/driver-registration.ts';
import { cancellation } from '../../bitbucket/cancellation.ts';
import { foreignDsn, noSuchDsn } from '../../dsn/dsn-error.ts';
import type { DsnKey, DsnRecord, DsnStore } from '../../dsn/dsn-store.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../../error.ts';
import type { DsnHealth, Output } from '../contract.ts';
import type { CallContext, Handlers } from '../dispatcher.ts';
import type { HealthBook } from '../health/book.ts';
import { gatherFacts, wrongValues } from '../health/gather.ts';
import { libraryFact } from '../health/library-fact.ts';
import { healthFindings } from '../health/rules.ts';
import { spelling } from './secrets-by-hand.ts';

export interface HealthHandlerParts {
  readonly dsns: DsnStore;
  readonly vault: Vault;
  readonly book: HealthBook;
  readonly driverStatus: () => Promise<DriverStatus>;
  readonly hasDesktop: boolean;
  /** Of the engine. */
  readonly runFolder: string;
  readonly changed: () => void;
  /** Mending and checking do what a person would do in the window. */
  readonly handlers: Pick<Handlers, 'dsn.get' | 'dsn.save' | 'dsn.test' | 'driver.install'>;
}

export type HealthHandlers = Pick<Handlers, 'health.list' | 'health.check' | 'health.mend'>;

/** Enough to be quick, few enough to leave the network to others. */
const checksAtOnce = 4;
/** For one check; a client tries several times, each as long as its Timeout allows. */
const longestCheck = 45_000;

export function healthHandlers(parts: HealthHandlerParts): HealthHandlers {
  const { dsns, vault, book, driverStatus, hasDesktop, runFolder, changed, handlers } = parts;

  async function healthOf(record: DsnRecord, status: DriverStatus): Promise<DsnHealth> {
    const now = Date.now();
    const facts = await gatherFacts(record, { vault, book, driver: status, hasDesktop, runFolder, now });
    const { name, scope } = record.entry;
    return { name, scope, findings: healthFindings(facts) };
  }

  async function ownRecord(key: DsnKey): Promise<DsnRecord> {
    const record = await dsns.get(key);
    if (record === null) throw noSuchDsn(key);
    if (!record.entry.ours) throw foreignDsn(key.name);
    return record;
  }

  async function healthOfAll(keys: readonly DsnKey[]): Promise<DsnHealth[]> {
    const status = await driverStatus();
    const records = await Promise.all(keys.map((key) => dsns.get(key)));
    const all: DsnHealth[] = [];
    for (const record of records) if (record?.entry.ours) all.push(await healthOf(record, status));
    return all;
  }

  /** How it went is in the book; what keeps a test from beginning is among the local facts. */
  async function check({ name, scope }: DsnKey, context: CallContext): Promise<void> {
    await ownRecord({ name, scope });
    if (context.signal.aborted) throw cancellation(context.signal);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(tooLate(name)), longestCheck);
    try {
      const signal = AbortSignal.any([context.signal, late.signal]);
      await handlers['dsn.test']({ name, scope }, { ...context, signal }).catch(asDrawbridgeError);
    } finally {
      clearTimeout(timer);
    }
    if (context.signal.aborted) throw cancellation(context.signal);
  }

  const save = async (
    record: DsnRecord,
    context: CallContext,
    keep: (keyword: string) => boolean = () => true,
  ): Promise<void> => {
    const { name, scope, description } = record.entry;
    const { values } = await handlers['dsn.get']({ name, scope }, context);
    const kept = Object.fromEntries(Object.entries(values).filter(([keyword]) => keep(keyword)));
    await handlers['dsn.save'](
      { name, scope, previousName: name, description, values: kept, secrets: {} },
      context,
    );
  };

  async function installDriver(record: DsnRecord, context: CallContext): Promise<void> {
    const { library, found } = await driverStatus();
    const installed = await libraryFact(library, null);
    const named = await libraryFact(record.library ?? '', found);
    if (installed.kind !== 'there' || named.kind === 'unregistered')
      await handlers['driver.install']({ system: false }, context);
    const now = await libraryFact(record.library ?? '', (await driverStatus()).found);
    // It names another library, or a name that unixODBC still does not find: saving writes the path.
    if (now.kind !== 'there') await save(record, context);
  }

  async function removeWrong(record: DsnRecord, context: CallContext): Promise<void> {
    const wrong = new Set(wrongValues(record).map(({ keyword }) => spelling(keyword)));
    await save(record, context, (keyword) => !wrong.has(keyword));
  }

  return {
    async 'health.list'(): Promise<Output<'health.list'>> {
      return { dsns: await healthOfAll(await dsns.list()) };
    },

    async 'health.check'({ dsns: keys }, context) {
      const waiting = [...keys];
      const failures: DrawbridgeError[] = [];
      const work = async (): Promise<void> => {
        for (let key = waiting.shift(); key !== undefined; key = waiting.shift())
          await check(key, context).catch((thrown: unknown) => failures.push(asDrawbridgeError(thrown)));
      };
      await Promise.all(Array.from({ length: checksAtOnce }, work));
      const [first] = failures;
      if (first !== undefined) throw first;
      return { dsns: await healthOfAll(keys) };
    },

    async 'health.mend'({ name, scope, action }, context) {
      const record = await ownRecord({ name, scope });
      switch (action) {
        case 'installDriver':
          await installDriver(record, context);
          break;
        case 'moveSecrets':
          await save(record, context);
          break;
        case 'removeValues':
          await removeWrong(record, context);
          break;
      }
      changed();
      return healthOf(await ownRecord({ name, scope }), await driverStatus());
    },
  };
}

function tooLate(name: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.connectionLost,
    `${name} was not checked to the end within ${longestCheck / 1000} seconds.`,
    { hint: 'Check the network, ApiURL and Proxy.' },
  );
}
