/** What the stores of User and System data sources have in common, wherever they keep them. */
import type { DsnChange, DsnEntry, DsnKey, DsnRecord, DsnStore, WriteOptions } from './dsn-store.ts';

/** In the order in which applications look. */
export const dsnScopes = ['user', 'system'] as const;

export abstract class ScopedDsnStore implements Pick<
  DsnStore,
  'get' | 'find' | 'keyOf' | 'save' | 'saveAll'
> {
  abstract get(key: DsnKey): Promise<DsnRecord | null>;
  abstract saveAll(changes: readonly DsnChange[], options?: WriteOptions): Promise<readonly DsnEntry[]>;

  async find(name: string): Promise<DsnRecord | null> {
    for (const scope of dsnScopes) {
      const record = await this.get({ name, scope });
      if (record?.entry.ours) return record;
    }
    return null;
  }

  keyOf(key: DsnKey): Promise<DsnKey> {
    return Promise.resolve(key);
  }

  async save(change: DsnChange, options: WriteOptions = {}): Promise<DsnEntry> {
    const [entry] = await this.saveAll([change], options);
    if (entry === undefined) throw new TypeError('Saving one data source gave none.');
    return entry;
  }
}
