import { expect, it } from 'vitest';
import { RestTeller } from './rest-teller.ts';

it('who listens later hears of a rest of all calls that still lasts, and of nothing else', () => {
  const teller = new RestTeller();
  teller.tell({ until: 100, statementId: null });
  teller.tell({ until: 300, statementId: '7' });
  const heard: number[] = [];
  const stop = teller.listen(({ until }) => heard.push(until), 99);
  teller.listen(({ until }) => heard.push(until), 100);
  expect(heard).toEqual([100]);
  stop();
  teller.tell({ until: 200, statementId: null });
  expect(heard).toEqual([100, 200]);
});
