import { expect, test } from 'vitest';
import { keepDraft, keptDraft, type DraftStorage } from './kept-draft.ts';

function storageWith(text: string | null, full = false): DraftStorage {
  let kept = text;
  return {
    getItem: () => kept,
    setItem(_key, value) {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      kept = value;
    },
  };
}

test('what was kept comes back, and nothing else with it', () => {
  const storage = storageWith(null);
  const draft = { dsn: 'Sandbox', sql: 'SELECT 1', limit: '10', run: 'rows' };
  keepDraft(storage, draft);
  expect(keptDraft(storage)).toEqual({ dsn: 'Sandbox', sql: 'SELECT 1', limit: '10' });
});

test.each([null, '', '{', '[]', '{"dsn":1,"sql":"x","limit":"1"}', '{"dsn":null,"sql":"x"}'])(
  'from %j nothing is taken',
  (text) => {
    expect(keptDraft(storageWith(text))).toEqual({});
  },
);

test('a full storage costs nothing but the draft', () => {
  const storage = storageWith(null, true);
  expect(() => keepDraft(storage, { dsn: null, sql: 'x', limit: '1' })).not.toThrow();
});
