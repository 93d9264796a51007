/** Numbers as PostgreSQL prints them. */

/**
 * The shortest digits that read back as the same number, in PostgreSQL's notation: exponents from 1e15 on and below
 * 1e-4, with a sign and at least two digits.
 */
export function doubleText(value: number): string {
  const magnitude = Math.abs(value);
  // JavaScript uses the same notation there.
  if (magnitude >= 1e-4 && magnitude < 1e15) return String(value);
  return floatText(value, String(value), 15);
}

/** `value` is a single-precision number; the exponent begins at 1e6. */
export function singleText(value: number): string {
  if (!Number.isFinite(value) || value === 0) return floatText(value, String(value), 6);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== value) digits += 1;
  return floatText(value, value.toPrecision(digits), 6);
}

/** `text` is the number in any of JavaScript's notations, with the digits that are wanted. */
function floatText(value: number, text: string, exponentFrom: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const sign = value < 0 ? '-' : '';
  const [mantissa = '', exponent = '0'] = (sign === '' ? text : text.slice(1)).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = (whole + fraction).replace(/^0+/, '');
  const leading = (whole + fraction).length - all.length;
  const digits = all.replace(/0+$/, '');
  const scale = whole.length - leading - 1 + Number(exponent);
  if (scale >= -4 && scale < exponentFrom) return sign + plain(digits, scale);
  const tail = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${sign}${digits[0]}${tail}e${scale < 0 ? '-' : '+'}${String(Math.abs(scale)).padStart(2, '0')}`;
}

/** The first of the digits counts 10 to the power of `scale`. */
function plain(digits: string, scale: number): string {
  if (scale < 0) return `0.${'0'.repeat(-scale - 1)}${digits}`;
  if (digits.length <= scale + 1) return digits.padEnd(scale + 1, '0');
  return `${digits.slice(0, scale + 1)}.${digits.slice(scale + 1)}`;
}

/** `unscaled` divided by 10 to the power of `scale`, with all its decimals. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
