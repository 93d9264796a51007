/** Timestamps in the three ways in which Bitbucket writes them. All take milliseconds since 1970 in UTC. */

const minute = 60_000;

/** `2024-05-06T07:08:09.123456+00:00`; the fraction is left out when it is zero, as Python's isoformat does. */
export function restTimestamp(milliseconds: number, microseconds: number): string {
  const seconds = new Date(milliseconds).toISOString().slice(0, 19);
  return microseconds === 0
    ? `${seconds}+00:00`
    : `${seconds}.${String(microseconds).padStart(6, '0')}+00:00`;
}

/** `2024-05-06T09:08:09+02:00`: commits and tags keep the offset of the author's clock. */
export function commitTimestamp(milliseconds: number, offsetMinutes: number): string {
  const local = new Date(milliseconds + offsetMinutes * minute).toISOString().slice(0, 19);
  const size = Math.abs(offsetMinutes);
  const hours = String(Math.trunc(size / 60)).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}

/** `2024-05-06T07:08:09.123456789Z`: the pipelines module writes Z and up to nine digits. */
export function pipelineTimestamp(milliseconds: number, nanoseconds: number, digits: number): string {
  const seconds = new Date(milliseconds).toISOString().slice(0, 19);
  if (digits === 0) return `${seconds}Z`;
  return `${seconds}.${String(nanoseconds).padStart(9, '0').slice(0, digits)}Z`;
}
