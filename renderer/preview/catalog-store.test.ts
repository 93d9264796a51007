import { expect, test, vi } from 'vitest';
import { FakeEngine } from '../test-support/fake-engine.ts';
import { createEngineConnection } from '../transport/engine-connection.ts';
import { createCatalogStore } from './catalog-store.ts';

test('an answer about a data source that is no longer looked at is left alone', async () => {
  const answers: (() => void)[] = [];
  const engine = new FakeEngine({
    'catalog.schemas': async ({ dsn }) => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return { catalog: 'Bitbucket', defaultSchema: dsn, schemas: [{ name: dsn, kind: 'unknown' }] };
    },
    'catalog.tables': () => ({ tables: [] }),
  });
  const connection = createEngineConnection(engine.open);
  await vi.waitFor(() => expect(connection.state.getState().phase).toBe('connected'), 20_000);
  const catalog = createCatalogStore(connection);
  const looks = [catalog.look('first'), catalog.look('second')];
  await vi.waitFor(() => expect(answers).toHaveLength(2), 20_000);
  answers[1]?.();
  await looks[1];
  answers[0]?.();
  await looks[0];
  expect(catalog.getState()).toMatchObject({ dsn: 'second', defaultSchema: 'second', phase: 'known' });
  connection.close();
});
