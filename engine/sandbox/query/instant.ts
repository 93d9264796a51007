/** A point in time, fine enough for the nanoseconds of the pipelines module. */
export interface Instant {
  /** Whole seconds since 1970 in UTC. */
  readonly seconds: number;
  /** 0 to 999,999,999. */
  readonly nanoseconds: number;
}

const shape = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads ISO 8601; the time, the seconds, the fraction and the offset (then UTC) may be missing. */
export function parseInstant(text: string): Instant | undefined {
  const found = shape.exec(text);
  if (found === null) return undefined;
  const [, day = '', time = '00:00', second = '00', fraction = '', zone = 'Z'] = found;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const milliseconds = Date.parse(`${day}T${time}:${second}${offset}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return { seconds: milliseconds / 1000, nanoseconds: Number(fraction.padEnd(9, '0')) };
}

export function compareInstants(left: Instant, right: Instant): number {
  return left.seconds - right.seconds || left.nanoseconds - right.nanoseconds;
}
