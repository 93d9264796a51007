/**
 * Numbers and times as ASCII digits, straight into a buffer. Each function writes at `at` and returns the place
 * behind; the caller has made room.
 */

const zero = 48;

/** A whole number of at most 2^53. */
export function writeInteger(bytes: Uint8Array, at: number, value: number): number {
  let start = at;
  let rest = value;
  if (value < 0) {
    bytes[start] = 45; // -
    start += 1;
    rest = -value;
  }
  const end = start + digitCount(rest);
  writePadded(bytes, start, rest, end - start);
  return end;
}

/** Exactly `count` digits, with leading zeros. */
export function writePadded(bytes: Uint8Array, at: number, value: number, count: number): number {
  let rest = value;
  let index = at + count - 1;
  // Whole numbers beyond 32 bits divide slowly; eight digits at a time they don't.
  while (rest > 0x7fff_ffff) {
    const upper = Math.floor(rest / 1e8);
    let lower = rest - upper * 1e8;
    for (let place = 0; place < 8; place += 1) {
      const next = (lower / 10) | 0;
      bytes[index] = zero + lower - next * 10;
      lower = next;
      index -= 1;
    }
    rest = upper;
  }
  for (; index >= at; index -= 1) {
    const next = (rest / 10) | 0;
    bytes[index] = zero + rest - next * 10;
    rest = next;
  }
  return at + count;
}

function digitCount(value: number): number {
  let count = 1;
  for (let limit = 10; value >= limit; limit *= 10) count += 1;
  return count;
}

/** A whole number divided by 10 to the power of `scale`, with all its decimals. */
export function writeDecimal(bytes: Uint8Array, at: number, unscaled: number, scale: number): number {
  let start = at;
  if (unscaled < 0) {
    bytes[start] = 45; // -
    start += 1;
  }
  const magnitude = Math.abs(unscaled);
  const end = writePadded(bytes, start, magnitude, Math.max(digitCount(magnitude), scale + 1));
  if (scale === 0) return end;
  bytes.copyWithin(end - scale + 1, end - scale, end);
  bytes[end - scale] = 46; // .
  return end + 1;
}

/** `HH:MM:SS`, and the fraction without trailing zeros; `fraction` has `places` digits. */
export function writeClock(
  bytes: Uint8Array,
  at: number,
  seconds: number,
  fraction: number,
  places: number,
): number {
  const minutes = (seconds / 60) | 0;
  const hours = (minutes / 60) | 0;
  writePadded(bytes, at, hours, 2);
  bytes[at + 2] = 58; // :
  writePadded(bytes, at + 3, minutes - hours * 60, 2);
  bytes[at + 5] = 58;
  writePadded(bytes, at + 6, seconds - minutes * 60, 2);
  if (fraction === 0) return at + 8;
  bytes[at + 8] = 46; // .
  let end = writePadded(bytes, at + 9, fraction, places);
  while (bytes[end - 1] === zero) end -= 1;
  return end;
}
