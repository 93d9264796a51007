/** The address of a call as a person reads it. */

/** Path and query without percent signs. */
export function readableAddress(target: string): string {
  const { path, parameters } = addressParts(target);
  if (parameters.length === 0) return path;
  return `${path}?${parameters.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

export interface AddressParts {
  readonly path: string;
  /** In their order; a name may stand there twice. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

export function addressParts(target: string): AddressParts {
  const mark = target.indexOf('?');
  if (mark === -1) return { path: decoded(target), parameters: [] };
  return {
    path: decoded(target.slice(0, mark)),
    parameters: [...new URLSearchParams(target.slice(mark + 1))],
  };
}

/** What is no valid encoding stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
