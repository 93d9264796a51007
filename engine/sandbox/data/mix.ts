/**
 * Random numbers without state: every value is a function of what it is for, so the n-th pull request can be
 * made without the n - 1 before it, and two starts of the sandbox hold the same data.
 */

/** 32 well-mixed bits of the three numbers (finaliser constants by C. Wellons, "hash prospector"). */
export function mix(seed: number, index: number, salt: number): number {
  let bits = seed ^ Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}

/** An integer from 0 to `count - 1`. */
export function choose(count: number, seed: number, index: number, salt: number): number {
  return mix(seed, index, salt) % count;
}

export function pick<T>(items: readonly T[], seed: number, index: number, salt: number): T {
  const item = items[choose(items.length, seed, index, salt)];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
}

/** True in `percent` of 100 cases. */
export function chance(percent: number, seed: number, index: number, salt: number): boolean {
  return choose(100, seed, index, salt) < percent;
}

function hex(seed: number, index: number, salt: number): string {
  return mix(seed, index, salt).toString(16).padStart(8, '0');
}

/** The first twelve digits of the commit hash. */
export function shortHash(seed: number, index: number): string {
  return hex(seed, index, 900) + hex(seed, index, 901).slice(0, 4);
}

/** A commit hash: 40 hexadecimal digits. */
export function commitHash(seed: number, index: number): string {
  let text = '';
  for (let word = 0; word < 5; word += 1) text += hex(seed, index, 900 + word);
  return text;
}

/** A version 4 UUID in braces, as Bitbucket writes them. */
export function uuid(seed: number, index: number): string {
  const digits =
    hex(seed, index, 910) + hex(seed, index, 911) + hex(seed, index, 912) + hex(seed, index, 913);
  const variant = '89ab'.charAt(mix(seed, index, 914) % 4);
  return `{${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}}`;
}
