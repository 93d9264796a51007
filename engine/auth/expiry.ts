/** Renewed this long before its end, a token outlives the calls that are made with it. */
const marginMs = 60_000;

/** `expiresAt` is ISO 8601, `now` milliseconds since 1970. */
export function isEnding(expiresAt: string, now: number): boolean {
  return !(Date.parse(expiresAt) - marginMs > now);
}

export function hasEnded(expiresAt: string, now: number): boolean {
  return !(Date.parse(expiresAt) > now);
}
