/** DuckDB's types and values as PostgreSQL sends them. */
const oids = {
  BOOLEAN: 16,
  TINYINT: 21,
  SMALLINT: 21,
  INTEGER: 23,
  BIGINT: 20,
  FLOAT: 700,
  DOUBLE: 701,
  VARCHAR: 1043,
  DATE: 1082,
  TIME: 1083,
  TIMESTAMP: 1114,
  BLOB: 17,
  UUID: 2950,
  HUGEINT: 1700,
};

export function typeOf(duckType) {
  const name = String(duckType);
  const decimal = /^DECIMAL\((\d+),(\d+)\)/.exec(name);
  if (decimal) return { oid: 1700, modifier: ((Number(decimal[1]) << 16) | Number(decimal[2])) + 4 };
  if (name === 'HUGEINT') return { oid: 1700, modifier: (38 << 16) + 4 };
  return { oid: oids[name] ?? 1043, modifier: -1 };
}

export function cellText(value, oid) {
  if (value === null) return null;
  if (oid === 16) return value ? 't' : 'f';
  if (oid === 17) return `\\x${Buffer.from(value.bytes).toString('hex')}`;
  return String(value);
}
