/** For tests: what sessions and targets are made from, with stores that only count. */
import type { Vault } from '../../auth/vault.ts';
import { emptyEntry } from '../../auth/vault-entry.ts';
import type { DsnRecord, DsnStore } from '../../dsn/dsn-store.ts';
import type { Store } from '../../store/store.ts';
import type { ConnectionSources } from '../connect.ts';
import type { TargetParts } from '../target.ts';

export interface SessionBench {
  readonly sources: ConnectionSources;
  readonly parts: TargetParts;
  /** Stores that were opened: one for each target. */
  readonly opened: number;
  readonly closed: number;
  /** Resolves with the next store that is closed. */
  readonly nextClose: () => Promise<void>;
}

export interface BenchOptions {
  /** By name: the values in the file. */
  readonly dsns?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** What opening a store does before it succeeds. */
  readonly onOpen?: () => Promise<void>;
}

export function sessionBench({ dsns = {}, secrets = {}, onOpen }: BenchOptions = {}): SessionBench {
  let opened = 0;
  let closed = 0;
  const waiting: (() => void)[] = [];
  const store: Store = {
    connect: () => unused('Store.connect'),
    connectToPlan: () => unused('Store.connectToPlan'),
    ensureTables: () => unused('Store.ensureTables'),
    close() {
      closed += 1;
      for (const resolve of waiting.splice(0)) resolve();
      return Promise.resolve();
    },
  };
  return {
    sources: {
      dsns: storeOf(dsns),
      secretsOf: () => Promise.resolve(new Map(Object.entries(secrets))),
      hasDesktop: false,
    },
    parts: {
      vault: emptyVault,
      sandbox: () => unused('the sandbox'),
      async openStore() {
        await onOpen?.();
        opened += 1;
        return store;
      },
    },
    get opened() {
      return opened;
    },
    get closed() {
      return closed;
    },
    nextClose: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

function storeOf(dsns: NonNullable<BenchOptions['dsns']>): DsnStore {
  const records = Object.entries(dsns).map(([name, values]): DsnRecord => ({
    entry: { name, scope: 'user', driver: 'Drawbridge', platform: '', description: '', ours: true },
    values: new Map(Object.entries(values)),
    revision: '',
  }));
  const find = (wanted: string) =>
    Promise.resolve(records.find(({ entry }) => entry.name.toLowerCase() === wanted.toLowerCase()) ?? null);
  return {
    list: () => Promise.resolve(records.map(({ entry }) => entry)),
    problems: () => Promise.resolve([]),
    keyOf: (key) => Promise.resolve(key),
    get: ({ name }) => find(name),
    find,
    save: () => unused('DsnStore.save'),
    saveAll: () => unused('DsnStore.saveAll'),
    remove: () => unused('DsnStore.remove'),
  };
}

const emptyVault: Vault = {
  get: () => Promise.resolve(emptyEntry),
  entries: () => Promise.resolve(() => emptyEntry),
  update: () => unused('Vault.update'),
  remove: () => unused('Vault.remove'),
  rename: () => unused('Vault.rename'),
  exclusively: (_dsn, work) => work(),
  settled: () => Promise.resolve(),
  keys: () => Promise.resolve([]),
  addKey: () => unused('Vault.addKey'),
  removeKey: () => unused('Vault.removeKey'),
  setAside: () => unused('Vault.setAside'),
};

const unused = (what: string): Promise<never> =>
  Promise.reject(new Error(`${what} is not part of this test`));
