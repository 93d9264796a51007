/** Arrays of one dimension in the binary format: `array_recv` and `array_send` of PostgreSQL 15 (arrayfuncs.c). */
import type { Buffer } from 'node:buffer';
import type { MessageWriter } from './message-writer.ts';

/** The element's type by the array's. */
export const arrayElements: ReadonlyMap<number, number> = new Map([
  [199, 114],
  [1000, 16],
  [1001, 17],
  [1002, 18],
  [1003, 19],
  [1005, 21],
  [1007, 23],
  [1009, 25],
  [1014, 1042],
  [1015, 1043],
  [1016, 20],
  [1021, 700],
  [1022, 701],
  [1028, 26],
  [1115, 1114],
  [1182, 1082],
  [1183, 1083],
  [1185, 1184],
  [1187, 1186],
  [1231, 1700],
  [1270, 1266],
  [2951, 2950],
  [3807, 3802],
]);

const headerSize = 12;
const dimensionSize = 8;

/** Texts and NULLs as PostgreSQL's text of an array; null when the bytes make no sense or are of more dimensions. */
export function arrayText(value: Buffer, itemText: (item: Buffer) => string): string | null {
  if (value.length < headerSize) return null;
  const dimensions = value.readInt32BE(0);
  if (dimensions === 0) return '{}';
  if (dimensions !== 1 || value.length < headerSize + dimensionSize) return null;
  const count = value.readInt32BE(headerSize);
  const items: string[] = [];
  let at = headerSize + dimensionSize;
  for (let index = 0; index < count; index++) {
    if (at + 4 > value.length) return null;
    const length = value.readInt32BE(at);
    at += 4;
    if (length < 0) items.push('NULL');
    else if (at + length > value.length) return null;
    else {
      items.push(quoted(itemText(value.subarray(at, at + length))));
      at += length;
    }
  }
  return at === value.length ? `{${items.join(',')}}` : null;
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

/** The length and the bytes; `writeItem` writes those of an item. */
export function writeArray<Item>(
  out: MessageWriter,
  items: readonly (Item | null)[],
  { elementOid, lowerBound }: { readonly elementOid: number; readonly lowerBound: 0 | 1 },
  writeItem: (item: Item) => void,
): void {
  out.int32(0);
  const start = out.position;
  out.int32(items.length === 0 ? 0 : 1);
  out.int32(items.includes(null) ? 1 : 0);
  out.uint32(elementOid);
  if (items.length > 0) {
    out.int32(items.length);
    out.int32(lowerBound);
  }
  for (const item of items) {
    if (item === null) out.int32(-1);
    else writeItem(item);
  }
  out.bytes.writeInt32BE(out.position - start, start - 4);
}
