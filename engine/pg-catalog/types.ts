/** The types of `pg_type`: those that columns here can have, and those that clients look for (pg_type.dat of PostgreSQL 15). */

interface BuiltIn {
  readonly oid: number;
  readonly name: string;
  /** As `format_type` and `information_schema` write it. */
  readonly words: string;
  /** The OID of its array type. */
  readonly array: number;
  /** Bytes; -1 varies, -2 a C string. */
  readonly length: number;
  readonly category: string;
  readonly preferred?: true;
  /** Of its functions of input and output, where they are not called like the type. */
  readonly functions?: string;
  readonly kind?: 'p';
  readonly element?: number;
}

const type = (
  oid: number,
  name: string,
  array: number,
  length: number,
  category: string,
  others: Partial<BuiltIn> = {},
): BuiltIn => ({ oid, name, words: name, array, length, category, ...others });

export const builtInTypes: readonly BuiltIn[] = Object.freeze([
  type(16, 'bool', 1000, 1, 'B', { words: 'boolean', preferred: true }),
  type(17, 'bytea', 1001, -1, 'U'),
  type(18, 'char', 1002, 1, 'Z', { words: '"char"' }),
  type(19, 'name', 1003, 64, 'S'),
  type(20, 'int8', 1016, 8, 'N', { words: 'bigint' }),
  type(21, 'int2', 1005, 2, 'N', { words: 'smallint' }),
  type(22, 'int2vector', 1006, -1, 'A', { element: 21 }),
  type(23, 'int4', 1007, 4, 'N', { words: 'integer' }),
  type(24, 'regproc', 1008, 4, 'N'),
  type(25, 'text', 1009, -1, 'S', { preferred: true }),
  type(26, 'oid', 1028, 4, 'N', { preferred: true }),
  type(30, 'oidvector', 1013, -1, 'A', { element: 26 }),
  type(28, 'xid', 1011, 4, 'U'),
  // Of these there is no value; clients that know them ask for their numbers.
  type(142, 'xml', 143, -1, 'U', { functions: 'xml_' }),
  type(600, 'point', 1017, 16, 'G', { functions: 'point_', element: 701 }),
  type(601, 'lseg', 1018, 32, 'G', { functions: 'lseg_', element: 600 }),
  type(602, 'path', 1019, -1, 'G', { functions: 'path_' }),
  type(603, 'box', 1020, 32, 'G', { functions: 'box_', element: 600 }),
  type(604, 'polygon', 1027, -1, 'G', { functions: 'poly_' }),
  type(628, 'line', 629, 24, 'G', { functions: 'line_', element: 701 }),
  type(718, 'circle', 719, 24, 'G', { functions: 'circle_' }),
  type(790, 'money', 791, 8, 'N', { functions: 'cash_' }),
  type(829, 'macaddr', 1040, 6, 'U', { functions: 'macaddr_' }),
  type(869, 'inet', 1041, -1, 'I', { functions: 'inet_', preferred: true }),
  type(650, 'cidr', 651, -1, 'I', { functions: 'cidr_' }),
  type(1560, 'bit', 1561, -1, 'V', { functions: 'bit_' }),
  type(1562, 'varbit', 1563, -1, 'V', { words: 'bit varying', functions: 'varbit_', preferred: true }),
  type(3614, 'tsvector', 3643, -1, 'U'),
  type(114, 'json', 199, -1, 'U'),
  type(700, 'float4', 1021, 4, 'N', { words: 'real' }),
  type(701, 'float8', 1022, 8, 'N', { words: 'double precision', preferred: true }),
  type(705, 'unknown', 0, -2, 'X', { kind: 'p' }),
  type(1042, 'bpchar', 1014, -1, 'S', { words: 'character' }),
  type(1043, 'varchar', 1015, -1, 'S', { words: 'character varying' }),
  type(1082, 'date', 1182, 4, 'D'),
  type(1083, 'time', 1183, 8, 'D', { words: 'time without time zone', functions: 'time_' }),
  type(1114, 'timestamp', 1115, 8, 'D', { words: 'timestamp without time zone', functions: 'timestamp_' }),
  type(1184, 'timestamptz', 1185, 8, 'D', {
    words: 'timestamp with time zone',
    functions: 'timestamptz_',
    preferred: true,
  }),
  type(1186, 'interval', 1187, 16, 'T', { functions: 'interval_', preferred: true }),
  type(1266, 'timetz', 1270, 12, 'D', { words: 'time with time zone', functions: 'timetz_' }),
  type(1700, 'numeric', 1231, -1, 'N', { functions: 'numeric_' }),
  type(2205, 'regclass', 2210, 4, 'N'),
  type(2206, 'regtype', 2211, 4, 'N'),
  type(2249, 'record', 2287, -1, 'P', { kind: 'p', functions: 'record_' }),
  type(2275, 'cstring', 1263, -2, 'P', { kind: 'p', functions: 'cstring_' }),
  type(2278, 'void', 0, 4, 'P', { kind: 'p', functions: 'void_' }),
  type(2950, 'uuid', 2951, 16, 'U', { functions: 'uuid_' }),
  type(3802, 'jsonb', 3807, -1, 'U', { functions: 'jsonb_' }),
]);

const steps = ['in', 'out', 'recv', 'send'] as const;

/** Numbers of functions that clients only compare with one another. */
const firstFunction = 2400;

const functionNames = [
  ...builtInTypes.flatMap(({ name, functions }) => steps.map((step) => `${functions ?? name}${step}`)),
  ...steps.map((step) => `array_${step}`),
];

const functionOid = (name: string): number => firstFunction + functionNames.indexOf(name);

/** `pg_proc` rows of the functions of input and output: OID and name. */
export const typeFunctions: readonly (readonly [oid: number, name: string])[] = Object.freeze(
  functionNames.map((name) => [functionOid(name), name] as const),
);

type Row = readonly (string | number | boolean)[];

/** oid, typname, typlen, typtype, typcategory, typispreferred, typelem, typarray, in, out, recv, send, words. */
export const typeRows: readonly Row[] = Object.freeze([
  ...builtInTypes.map(
    ({ oid, name, length, kind, category, preferred, element, array, functions, words }): Row => [
      oid,
      name,
      length,
      kind ?? 'b',
      category,
      preferred ?? false,
      element ?? 0,
      array,
      ...steps.map((step) => functionOid(`${functions ?? name}${step}`)),
      words,
    ],
  ),
  ...builtInTypes
    .filter(({ array }) => array > 0)
    .map(({ oid, name, array, words }): Row => [
      array,
      `_${name}`,
      -1,
      'b',
      'A',
      false,
      oid,
      0,
      ...steps.map((step) => functionOid(`array_${step}`)),
      `${words}[]`,
    ]),
]);
