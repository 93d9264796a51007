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
import { gatherFacts, readFactSources, wrongValues, type FactSources } from '../health/gather.ts';
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

interface Mending {
  readonly context: CallContext;
  readonly elevate: boolean | undefined;
}

export function healthHandlers(parts: HealthHandlerParts): HealthHandlers {
  const { dsns, vault, book, driverStatus, hasDesktop, runFolder, changed, handlers } = parts;

  async function healthOf(record: DsnRecord, sources: FactSources): Promise<DsnHealth> {
    const facts = await gatherFacts(record, sources);
    const { name, scope } = record.entry;
    return { name, scope, findings: healthFindings(facts) };
  }

  async function sourcesOfNow(): Promise<FactSources> {
    return readFactSources(
      { vault, book },
      { driver: await driverStatus(), hasDesktop, runFolder, now: Date.now() },
    );
  }

  async function ownRecord(key: DsnKey): Promise<DsnRecord> {
    const record = await dsns.get(key);
    if (record === null) throw noSuchDsn(key);
    if (!record.entry.ours) throw foreignDsn(key.name);
    return record;
  }

  /** A file that cannot be read is told of in the list of its folder. */
  async function recordOf(key: DsnKey): Promise<DsnRecord | null> {
    return dsns.get(key).catch((error: unknown) => {
      if (key.scope === 'file') return null;
      throw error;
    });
  }

  async function healthOfAll(keys: readonly DsnKey[]): Promise<DsnHealth[]> {
    const sources = await sourcesOfNow();
    const records = await Promise.all(keys.map(recordOf));
    const all: DsnHealth[] = [];
    for (const record of records) if (record?.entry.ours) all.push(await healthOf(record, sources));
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
    { context, elevate }: Mending,
    keep: (keyword: string) => boolean = () => true,
  ): Promise<void> => {
    const { name, scope, description } = record.entry;
    const { values } = await handlers['dsn.get']({ name, scope }, context);
    const kept = Object.fromEntries(Object.entries(values).filter(([keyword]) => keep(keyword)));
    await handlers['dsn.save'](
      { name, scope, previousName: name, description, values: kept, secrets: {}, elevate },
      context,
    );
  };

  async function installDriver(record: DsnRecord, mending: Mending): Promise<void> {
    const { library, found } = await driverStatus();
    const installed = await libraryFact(library, null);
    const named = await libraryFact(record.library ?? '', found);
    if (installed.kind !== 'there' || named.kind === 'unregistered')
      await handlers['driver.install']({ system: false }, mending.context);
    const now = await libraryFact(record.library ?? '', (await driverStatus()).found);
    // It names another library, or a name that unixODBC still does not find: saving writes the path.
    if (now.kind !== 'there') await save(record, mending);
  }

  async function removeWrong(record: DsnRecord, mending: Mending): Promise<void> {
    const wrong = new Set(wrongValues(record).map(({ keyword }) => spelling(keyword)));
    await save(record, mending, (keyword) => !wrong.has(keyword));
  }

  return {
    async 'health.list'({ files = [] }): Promise<Output<'health.list'>> {
      const inFiles = files.map((name) => ({ name, scope: 'file' as const }));
      return { dsns: await healthOfAll([...(await dsns.list()), ...inFiles]) };
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

    async 'health.mend'({ action, elevate, ...given }, context) {
      const key = await dsns.keyOf(given);
      const record = await ownRecord(key);
      const mending = { context, elevate };
      switch (action) {
        case 'installDriver':
          await installDriver(record, mending);
          break;
        case 'moveSecrets':
          await save(record, mending);
          break;
        case 'removeValues':
          await removeWrong(record, mending);
          break;
      }
      changed();
      return healthOf(await ownRecord(key), await sourcesOfNow());
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
