/**
 * PostgreSQL's binary form of numeric: groups of four decimal digits, from the highest, with the weight of the first,
 * the sign and the number of decimals to show (numeric_send, numeric_recv in PostgreSQL 15).
 */
import { Buffer } from 'node:buffer';

const negativeSign = 0x4000;
const specialValues: Readonly<Record<number, string>> = {
  0xc000: 'NaN',
  0xd000: 'Infinity',
  0xf000: '-Infinity',
};

/** `text` is a sign, digits, and perhaps a point and more digits; or one of the special values. */
export function numericBytes(text: string): Buffer {
  const special = Object.entries(specialValues).find(([, name]) => name === text);
  if (special !== undefined) return Buffer.from([0, 0, 0, 0, Number(special[0]) >> 8, 0, 0, 0]);
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const padded = whole.padStart(Math.ceil(whole.length / 4) * 4, '0');
  const digits = padded + fraction.padEnd(Math.ceil(fraction.length / 4) * 4, '0');
  const groups: number[] = [];
  for (let index = 0; index < digits.length; index += 4) groups.push(Number(digits.slice(index, index + 4)));
  let weight = padded.length / 4 - 1;
  while (groups[0] === 0) {
    groups.shift();
    weight -= 1;
  }
  while (groups.at(-1) === 0) groups.pop();
  const bytes = Buffer.alloc(8 + groups.length * 2);
  bytes.writeInt16BE(groups.length, 0);
  bytes.writeInt16BE(groups.length === 0 ? 0 : weight, 2);
  bytes.writeUInt16BE(negative && groups.length > 0 ? negativeSign : 0, 4);
  bytes.writeInt16BE(fraction.length, 6);
  for (const [index, group] of groups.entries()) bytes.writeInt16BE(group, 8 + index * 2);
  return bytes;
}

/** Null when the bytes are no numeric. */
export function numericText(bytes: Buffer): string | null {
  if (bytes.length < 8) return null;
  const count = bytes.readUInt16BE(0);
  const weight = bytes.readInt16BE(2);
  const sign = bytes.readUInt16BE(4);
  const scale = bytes.readUInt16BE(6);
  const special = specialValues[sign];
  if (special !== undefined) return special;
  if (bytes.length !== 8 + count * 2 || (sign !== 0 && sign !== negativeSign)) return null;
  const group = (index: number): string =>
    (index >= 0 && index < count ? bytes.readUInt16BE(8 + index * 2) : 0).toString().padStart(4, '0');
  let whole = '';
  for (let index = 0; index <= weight; index += 1) whole += group(index);
  let fraction = '';
  for (let index = weight + 1; fraction.length < scale; index += 1) fraction += group(index);
  const shown = `${whole.replace(/^0+(?=.)/, '') || '0'}${scale > 0 ? `.${fraction.slice(0, scale)}` : ''}`;
  return (sign === negativeSign ? '-' : '') + shown;
}
