/** The PostgreSQL types that the wire knows by number (pg_type.dat of PostgreSQL 15), and their sizes. */
export const TypeOid = {
  bool: 16,
  bytea: 17,
  char: 18,
  name: 19,
  int8: 20,
  int2: 21,
  int2vector: 22,
  int4: 23,
  text: 25,
  oid: 26,
  oidvector: 30,
  json: 114,
  float4: 700,
  float8: 701,
  unknown: 705,
  bpchar: 1042,
  varchar: 1043,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  timetz: 1266,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
} as const;

/** PostgreSQL counts binary dates and times from 2000-01-01; everybody else from 1970. */
export const epochDays = 10_957;
export const epochMicros = 946_684_800_000_000n;

const sizes = new Map<number, number>([
  [TypeOid.bool, 1],
  [TypeOid.char, 1],
  [TypeOid.name, 64],
  [TypeOid.int8, 8],
  [TypeOid.int2, 2],
  [TypeOid.int4, 4],
  [TypeOid.oid, 4],
  [TypeOid.float4, 4],
  [TypeOid.float8, 8],
  [TypeOid.unknown, -2],
  [TypeOid.date, 4],
  [TypeOid.time, 8],
  [TypeOid.timestamp, 8],
  [TypeOid.timestamptz, 8],
  [TypeOid.interval, 16],
  [TypeOid.timetz, 12],
  [TypeOid.uuid, 16],
]);

/** `typlen` of a RowDescription: bytes of the binary form, -1: varies. */
export function typeSize(oid: number): number {
  return sizes.get(oid) ?? -1;
}

/** Types whose binary form is their text. */
export function isTextual(oid: number): boolean {
  return textual.has(oid);
}

const textual = new Set<number>([
  TypeOid.text,
  TypeOid.varchar,
  TypeOid.bpchar,
  TypeOid.name,
  TypeOid.unknown,
  TypeOid.json,
]);
