import { expect, it } from 'vitest';
import { lineChanges } from './line-changes.ts';

const changes = (before: string, after: string): readonly string[] =>
  lineChanges(Buffer.from(before), Buffer.from(after)).map(
    ({ kind, text }) => `${{ added: '+', removed: '-', kept: ' ' }[kind]}${text}`,
  );

it('shows what comes and goes, with two lines around it', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\n';
  expect(changes(before, 'a\nb\nc\nX\ne\nf\ng\n')).toEqual([' b', ' c', '-d', '+X', ' e', ' f']);
});

it('shows two changes that are apart as two', () => {
  const lines = [1, 2, 3, 4, 5, 6, 7, 8, 9].join('\n');
  expect(changes(lines, lines.replace('1', 'A').replace('9', 'Z'))).toEqual([
    '-1',
    '+A',
    ' 2',
    ' 3',
    ' 7',
    ' 8',
    '-9',
    '+Z',
  ]);
});

it.each(['Password=hunter2', ' pwd = hunter2', '; Token=hunter2', 'AccessToken=hunter2', 'RTK=hunter2'])(
  'masks what may be a secret, of other drivers too: %s',
  (line) => {
    const shown = changes('', `[A]\n${line}\nProxy=http://ada:hunter2@proxy:1/\n`).join('\n');
    expect(shown).not.toContain('hunter2');
    expect(shown).toContain('http://ada:••••••@proxy:1/');
  },
);

it('makes an end of long files, too', () => {
  const long = (word: string): string => `${word}\n`.repeat(5000);
  expect(changes(long('a'), long('b'))).toHaveLength(10_000);
});
