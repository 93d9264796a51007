import { expect, it } from 'vitest';
import { lastWords } from './last-words.ts';

it('an unforeseen error is told by its stack and its causes, without what they hold', () => {
  const cause = Object.assign(new Error('Authorization: Bearer octopus-token'), { headers: ['octopus'] });
  const words = lastWords(
    Object.assign(new TypeError('It broke', { cause }), { request: { token: 'octopus' } }),
  );
  expect(words).toMatch(/^TypeError: It broke\n +at .*last-words\.test\.ts/);
  expect(words).toContain('caused by Error: Authorization: Bearer ********');
  expect(words).not.toContain('octopus');
  expect(lastWords('plain')).toBe('plain');
});
