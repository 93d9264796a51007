/** A connection with what a form has now, before it is saved: its values win over those of the data source. */
import type { Vault } from '../../auth/vault.ts';
import type { VaultEntry } from '../../auth/vault-entry.ts';
import { foreignConnection, noSuchDsn } from '../../dsn/dsn-error.ts';
import type { DsnKey, DsnStore } from '../../dsn/dsn-store.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import type { ResolvedConnection } from '../../session/connect.ts';
import { secretsByHand } from './secrets-by-hand.ts';

export interface DraftInput extends DsnKey {
  /** Absent: those that are saved. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Over those in the vault; null: as if the vault had none. */
  readonly secrets?: Readonly<Record<string, string | null>> | undefined;
}

export interface DraftParts {
  readonly dsns: DsnStore;
  readonly vault: Vault;
  readonly hasDesktop: boolean;
}

export interface DraftConnection {
  readonly dsn: DsnKey;
  readonly connection: ResolvedConnection;
  /** The values of the data source; undefined while there is none. */
  readonly saved: ReadonlyMap<string, string> | undefined;
  readonly kept: VaultEntry;
}

/** Throws 3D000 when there is neither a data source of ours nor values, 22023 for a value that its property refuses. */
export async function draftConnection(
  { name, scope, values, secrets }: DraftInput,
  { dsns, vault, hasDesktop }: DraftParts,
): Promise<DraftConnection> {
  const dsn = await dsns.keyOf({ name, scope });
  const record = await dsns.get(dsn);
  const saved = record?.values;
  if (saved === undefined && values === undefined) throw noSuchDsn(dsn);
  if (values === undefined && record?.entry.ours === false) throw foreignConnection(record.entry.name);
  const kept = await vault.get(dsn);
  // The form was not shown them, so they are not among its values.
  const byHand = record?.entry.ours ? Object.fromEntries(secretsByHand(record.values)) : {};
  const all = Object.entries({ ...kept.secrets, ...byHand, ...secrets });
  const resolved = resolveProperties({
    string: new Map(),
    dsn: values === undefined ? (saved ?? new Map<string, string>()) : new Map(Object.entries(values)),
    secrets: new Map(all.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))),
    hasDesktop,
  });
  return { dsn, connection: { dsn, ...resolved }, saved, kept };
}
