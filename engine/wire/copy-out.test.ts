import { INTEGER, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { encodeCopy, sendCopyDone, sendCopyOutResponse } from './copy-out.ts';
import { MessageWriter } from './message-writer.ts';
import { chunkOf, column } from './test-support/fake-session.ts';

const plain = { csv: false, header: false, delimiter: '\t', null: String.raw`\N`, quote: '"', escape: '"' };
const csv = { ...plain, csv: true, delimiter: ',', null: '' };

function lines(format: typeof plain, rows: readonly (readonly (string | number | null)[])[]): string {
  const out = new MessageWriter();
  const types = (rows[0] ?? []).map((cell) => (typeof cell === 'number' ? INTEGER : VARCHAR));
  encodeCopy(chunkOf(types, rows), [], format, true).encode(out, 0, rows.length, Infinity);
  return texts(out);
}

/** What the CopyData messages hold. */
function texts(out: MessageWriter): string {
  let text = '';
  for (let at = 0; at < out.position; at += out.bytes.readInt32BE(at + 1) + 1) {
    if (out.bytes[at] === 'd'.charCodeAt(0)) {
      text += out.bytes.toString('utf8', at + 5, at + 1 + out.bytes.readInt32BE(at + 1));
    }
  }
  return text;
}

test('the text format escapes what would part lines and columns', () => {
  expect(
    lines(plain, [
      [1, 'a\tb\n\\'],
      [2, null],
    ]),
  ).toBe('1\ta\\tb\\n\\\\\n2\t\\N\n');
  expect(lines({ ...plain, delimiter: '|' }, [[1, 'a|b']])).toBe('1|a\\|b\n');
});

test('CSV quotes signs of its own, line breaks, and texts that would be NULL', () => {
  expect(
    lines(csv, [
      [1, 'a "b", c'],
      [2, 'x\r\ny'],
      [3, ''],
      [4, null],
      [5, 'Grüße'],
    ]),
  ).toBe('1,"a ""b"", c"\n2,"x\r\ny"\n3,""\n4,\n5,Grüße\n');
  expect(lines({ ...csv, null: 'nil', escape: '\\' }, [['nil', 'a"b\\']])).toBe('"nil","a\\"b\\\\"\n');
  expect(lines(csv, [[String.raw`\.`]])).toBe('"\\."\n');
});

test('the header has the names of the columns', () => {
  const out = new MessageWriter();
  sendCopyOutResponse(out, [column('id', 23), column('a,b', 25)], { ...csv, header: true });
  expect([...out.bytes.subarray(0, 12)]).toEqual([72, 0, 0, 0, 11, 0, 0, 2, 0, 0, 0, 0]);
  expect(texts(out)).toBe('id,"a,b"\n');
});

test('lists are arrays', () => {
  const out = new MessageWriter();
  encodeCopy(chunkOf([LIST(INTEGER)], [[listValue([1, null])]]), [], plain, true).encode(out, 0, 1, Infinity);
  expect(texts(out)).toBe('{1,NULL}\n');
});

test('stops once there is enough, and goes on from there', () => {
  const encoder = encodeCopy(chunkOf([INTEGER], [[1], [2], [3]]), [], plain, true);
  const out = new MessageWriter();
  expect(encoder.encode(out, 0, 3, 1)).toBe(1);
  expect(encoder.encode(out, 1, 3, Infinity)).toBe(3);
  expect(texts(out)).toBe('1\n2\n3\n');
});

test('the binary format has a signature, rows as they are in results, and an end', () => {
  const binary = { ...plain, binary: true } as const;
  const columns = [column('n', 23), column('m', 23)];
  const out = new MessageWriter();
  sendCopyOutResponse(out, columns, binary);
  encodeCopy(chunkOf([INTEGER, INTEGER], [[7, null]]), columns, binary, true).encode(out, 0, 1, Infinity);
  sendCopyDone(out, binary, 1);
  expect(out.bytes.toString('latin1', 0, out.position)).toBe(
    'H\0\0\0\u000b\u0001\0\u0002\0\u0001\0\u0001' +
      'd\0\0\0\u0025PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0' +
      '\0\u0002\0\0\0\u0004\0\0\0\u0007\u00ff\u00ff\u00ff\u00ff' +
      'd\0\0\0\u0006\u00ff\u00ffc\0\0\0\u0004',
  );
});
