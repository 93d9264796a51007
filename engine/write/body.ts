/** Cells to the JSON that Bitbucket is sent. */
import { jsonText, parseJson } from '../bitbucket/json.ts';
import type { CellValue, ColumnDef, SentAgain } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

export type Body = Readonly<Record<string, unknown>>;

/** Members by their paths, such as `content.raw`; later ones win. */
export function bodyOf(members: readonly (readonly [path: string, value: unknown])[]): Body {
  const body: Record<string, unknown> = {};
  for (const [path, value] of members) {
    const steps = path.split('.');
    const last = steps.pop() ?? path;
    let place = body;
    for (const step of steps) {
      const inner = place[step];
      const next: Record<string, unknown> = isObject(inner) ? inner : {};
      place[step] = next;
      place = next;
    }
    place[last] = value;
  }
  return body;
}

/** A cell as the API writes it: timestamps in ISO 8601 with the offset of UTC, JSON columns as what they hold. */
export function jsonOf({ name, type }: ColumnDef, value: CellValue): unknown {
  if (value === null) return null;
  switch (type) {
    case 'TIMESTAMP':
      return timestampText(BigInt(value));
    case 'DATE':
      return new Date(Number(value) * 86_400_000).toISOString().slice(0, 10);
    case 'JSON':
      try {
        return parseJson(String(value));
      } catch (cause) {
        const message = `${name} takes JSON, and ${jsonText(value).slice(0, 60)} is none.`;
        throw new DrawbridgeError(SqlState.invalidTextRepresentation, message, { cause });
      }
    default:
      return value;
  }
}

function timestampText(microseconds: bigint): string {
  const second = 1_000_000n;
  const fraction = ((microseconds % second) + second) % second;
  const whole = new Date(Number((microseconds - fraction) / 1000n)).toISOString().slice(0, 19);
  return `${whole}.${String(fraction).padStart(6, '0')}+00:00`;
}

/**
 * What an object must be sent again, except what it has not, and items without any of the members, such as a person who
 * is gone.
 */
export function sentAgain(
  object: unknown,
  again: readonly SentAgain[],
): readonly (readonly [string, unknown])[] {
  return again.flatMap(({ path, members }) => {
    const value = at(object, path);
    if (value === undefined || value === null) return [];
    if (members === undefined || !Array.isArray(value)) return [[path, value] as const];
    const kept = value
      .map((one: unknown) => members.map((name) => [name, at(one, name)] as const))
      .filter((told) => told.some(([, member]) => member !== undefined && member !== null))
      .map(bodyOf);
    return [[path, kept] as const];
  });
}

export function at(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), object);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
