/**
 * A reading of Bitbucket's filter language for tests, as loose as its documents allow: it tells which objects
 * a server could let through.
 */
export interface QReading {
  /** `=` and IN of texts without regard to case. */
  readonly ignoreCase: boolean;
  /** Whether AND binds closer than OR; else both bind from left to right. */
  readonly andFirst: boolean;
}

type Test = (member: unknown) => boolean;

/** Throws when the text is outside the language. */
export function readQ(q: string, reading: QReading): Test {
  const tokens = q.match(/"[^"]*"|[()]|,|!=|<=|>=|!~|[=<>~]|[^\s()=<>~!,"]+/g) ?? [];
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const take = (expected: string) => {
    const token = next();
    if (token.toUpperCase() !== expected) throw new Error(`${expected} expected in ${q}, found ${token}`);
  };

  const term = (): Test => {
    if (tokens[at] === '(') {
      next();
      const inner = expression();
      take(')');
      return inner;
    }
    const field = next();
    const operator = next();
    if (!/^[a-z_]+(\.[a-z_]+)*$/.test(field)) throw new Error(`${field} is no field in ${q}`);
    if (operator.toUpperCase() !== 'IN') return comparison(field, operator, literal(next()), reading);
    take('(');
    const tests = [comparison(field, '=', literal(next()), reading)];
    while (tokens[at] === ',') {
      next();
      tests.push(comparison(field, '=', literal(next()), reading));
    }
    take(')');
    return (member) => tests.some((test) => test(member));
  };

  const chain = (operand: () => Test, word: 'AND' | 'OR' | null): Test => {
    let left = operand();
    for (;;) {
      const found = tokens[at]?.toUpperCase();
      if ((found !== 'AND' && found !== 'OR') || (word !== null && found !== word)) return left;
      next();
      const first = left;
      const second = operand();
      left =
        found === 'AND'
          ? (member) => first(member) && second(member)
          : (member) => first(member) || second(member);
    }
  };

  const expression = (): Test =>
    reading.andFirst ? chain(() => chain(term, 'AND'), 'OR') : chain(term, null);

  const result = expression();
  if (at !== tokens.length) throw new Error(`${tokens[at]} is left over in ${q}`);
  return result;
}

type Literal = string | bigint | number | boolean | null | { readonly nanos: bigint };

function literal(token: string): Literal {
  if (token.startsWith('"')) return token.slice(1, -1);
  if (/^-?\d+$/.test(token)) return BigInt(token);
  if (/^-?\d+\.\d+$/.test(token)) return Number(token);
  if (/^\d{4}-\d{2}-\d{2}/.test(token)) return { nanos: nanosOf(token) };
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  throw new Error(`${token} is no literal`);
}

function comparison(field: string, operator: string, wanted: Literal, reading: QReading): Test {
  return (member) => {
    const value = valueAt(member, field);
    if (wanted === null) return (value === null) === (operator === '=');
    if (value === null) return false;
    if (operator === '~') return contains(value, wanted);
    const order = compare(value, wanted, reading);
    switch (operator) {
      case '=':
        return order === 0;
      case '!=':
        return order !== 0;
      case '<':
        return order < 0;
      case '<=':
        return order <= 0;
      case '>':
        return order > 0;
      case '>=':
        return order >= 0;
      default:
        throw new Error(`${operator} is no operator`);
    }
  };
}

function contains(value: unknown, wanted: Literal): boolean {
  if (typeof value !== 'string' || typeof wanted !== 'string') throw new Error('~ is for texts');
  return value.toLowerCase().includes(wanted.toLowerCase());
}

function compare(value: unknown, wanted: NonNullable<Literal>, reading: QReading): number {
  const fold = (text: string) => (reading.ignoreCase ? text.toLowerCase() : text);
  const [left, right] =
    typeof wanted === 'object'
      ? [nanosOf(String(value)), wanted.nanos]
      : typeof wanted === 'string'
        ? [fold(String(value)), fold(wanted)]
        : [value as number | bigint | boolean, wanted];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Nanoseconds since 1970 of an ISO timestamp, exactly. */
function nanosOf(text: string): bigint {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const whole = Date.parse(text.replace(/\.\d+/, ''));
  if (Number.isNaN(whole)) throw new Error(`${text} is no timestamp`);
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

function valueAt(member: unknown, field: string): unknown {
  let value = member;
  for (const step of field.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value ?? null;
}
