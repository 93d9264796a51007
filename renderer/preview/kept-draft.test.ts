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

test.each([
  `INSERT INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus')`,
  `update Webhooks set Secret = 'octopus' where UUID = '{1}'`,
  `CALL RunPipeline('main', NULL, NULL, NULL, '[{"value":"octopus"}]')`,
  `EXEC GetOAuthAccessToken Verifier = 'octopus'`,
])('what may write a secret is not kept: %s', (sql) => {
  const storage = storageWith(null);
  keepDraft(storage, { dsn: 'Sandbox', sql, limit: '10' });
  expect(keptDraft(storage)).toEqual({ dsn: 'Sandbox', sql: '', limit: '10' });
});

test.each([`SELECT * FROM PipelineVariables`, `UPDATE PullRequests SET Title = 'x' WHERE Id = 1`])(
  'what carries none is: %s',
  (sql) => {
    const storage = storageWith(null);
    keepDraft(storage, { dsn: 'Sandbox', sql, limit: '10' });
    expect(keptDraft(storage).sql).toBe(sql);
  },
);
