/** The address of a call as a person reads it. */

/**
 * Path and query without percent signs. What tells one call from the next comes first: filter and page before the
 * length of pages and the fields, and no version that all have.
 */
export function readableAddress(target: string): string {
  const { path, parameters } = addressParts(target);
  const place = path.replace(/^\/2\.0(?=\/)/, '');
  if (parameters.length === 0) return place;
  const told = parameters.toSorted(([a], [b]) => rank(a) - rank(b));
  return `${place}?${told.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

const first = ['q', 'page'];
const last = ['pagelen', 'fields'];

function rank(name: string): number {
  if (first.includes(name)) return first.indexOf(name) - first.length;
  return last.indexOf(name) + 1;
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
