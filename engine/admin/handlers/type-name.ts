/** PostgreSQL's names of the types that results have, for people; OIDs as in pg_type.dat. */

interface TypeName {
  readonly name: string;
  readonly numeric: boolean;
}

const names: Readonly<Record<number, readonly [name: string, kind?: 'numeric']>> = {
  16: ['boolean'],
  17: ['bytea'],
  20: ['bigint', 'numeric'],
  21: ['smallint', 'numeric'],
  23: ['integer', 'numeric'],
  25: ['text'],
  114: ['json'],
  700: ['real', 'numeric'],
  701: ['double precision', 'numeric'],
  1042: ['character'],
  1043: ['character varying'],
  1082: ['date'],
  1083: ['time'],
  1114: ['timestamp'],
  1184: ['timestamp with time zone'],
  1186: ['interval'],
  1700: ['numeric', 'numeric'],
  2950: ['uuid'],
};

export function typeName(oid: number): TypeName {
  const [name, kind] = names[oid] ?? ['text'];
  return { name, numeric: kind === 'numeric' };
}
