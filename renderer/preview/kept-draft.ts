/**
 * The statement over a reload of the page: kept for this one window by the browser and gone with it. Rows are not
 * kept, nor does anything run again. Of a connection string only the name of a file is kept: others may hold secrets. So
 * may statements that write variables, webhooks or tokens, which are not kept either: browsers write this to a disk.
 */
import { withoutSecrets } from './dsn-choices.ts';

export interface PreviewDraft {
  readonly dsn: string | null;
  readonly sql: string;
  readonly limit: string;
}

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem'>;

const key = 'drawbridge.preview';

const writing = /\b(?:insert|update|delete|merge|upsert|replace|call|exec|execute)\b/i;
const secretive = /variab|webhook|runpipeline|secret|token|password|verif/i;

export function keepDraft(storage: DraftStorage, { dsn: chosen, sql: typed, limit }: PreviewDraft): void {
  const dsn = withoutSecrets(chosen);
  const sql = writing.test(typed) && secretive.test(typed) ? '' : typed;
  try {
    storage.setItem(key, JSON.stringify({ dsn, sql, limit }));
  } catch {
    // A statement too long to keep is no reason to stop somebody from typing it.
  }
}

export function keptDraft(storage: DraftStorage): Partial<PreviewDraft> {
  const text = storage.getItem(key);
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isDraft(value) ? { dsn: value.dsn, sql: value.sql, limit: value.limit } : {};
  } catch {
    return {};
  }
}

function isDraft(value: unknown): value is PreviewDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { dsn, sql, limit } = value as Partial<Record<keyof PreviewDraft, unknown>>;
  return (dsn === null || typeof dsn === 'string') && typeof sql === 'string' && typeof limit === 'string';
}
