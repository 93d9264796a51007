import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameBuffer } from './frame-buffer.ts';
import type { Frame } from './frame-buffer.ts';
import { parseMessage } from './frontend-message.ts';
import {
  bind,
  describe,
  execute,
  int32,
  message,
  parse,
  query,
  startup,
  sync,
} from './test-support/wire-client.ts';

const longest = 1_000_000;

/** Cuts the bytes at the given places, wherever they fall. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

const messages = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }).map((sql) => query(sql.replaceAll('\0', ''))),
  fc.constant(sync),
  fc.constant(parse('name', 'SELECT $1', [23, 0])),
  fc.constant(bind('', 'name', ['1', null], { results: [0] })),
  fc.constant(describe('S', 'name')),
  fc.nat(9).map((rows) => execute('portal', rows)),
);

test('finds the same messages however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(messages, { maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      (sent, cuts) => {
        const whole = Buffer.concat(sent);
        const frames = new FrameBuffer();
        const found: Frame[] = [];
        for (const piece of pieces(whole, cuts)) {
          frames.push(piece);
          for (let frame = frames.takeTyped(longest); frame !== null; frame = frames.takeTyped(longest))
            found.push(frame);
        }
        expect(found.map((frame) => message(String.fromCharCode(frame.type), frame.body))).toEqual(sent);
        expect(frames.length).toBe(0);
      },
    ),
  );
});

test('finds the startup message however its bytes are cut', () => {
  const sent = startup({ user: 'erika', database: 'DSN=Sandbox' });
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 10 }), (cuts) => {
      const frames = new FrameBuffer();
      let found: Buffer | null = null;
      for (const piece of pieces(sent, cuts)) {
        frames.push(piece);
        found ??= frames.takeUntyped(10_000);
      }
      expect(found).toEqual(sent.subarray(4));
    }),
  );
});

test.each([0, 3, longest + 1, 0x7fff_ffff, -1])('refuses a message that says it is %d bytes long', (size) => {
  const frames = new FrameBuffer();
  frames.push(Buffer.concat([Buffer.from('Q'), int32(size)]));
  expect(() => frames.takeTyped(longest)).toThrow(expect.objectContaining({ sqlState: '08P01' }));
});

test('garbage is refused or read, but nothing else is ever thrown', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Array.from('QPBDECSHXFdcfz?')),
      fc.uint8Array({ maxLength: 60 }),
      (type, body) => {
        try {
          parseMessage({ type: type.charCodeAt(0), body: Buffer.from(body) });
        } catch (thrown) {
          expect(['08P01', '22021']).toContain((thrown as { sqlState?: string }).sqlState);
        }
      },
    ),
    { numRuns: 500 },
  );
});
