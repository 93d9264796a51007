/** Facts about a data source, and names that only just are allowed for one. */
import * as fc from 'fast-check';
import { checkDsnName } from '../../dsn/dsn-name.ts';
import type { ClientFacts } from '../client.ts';

export function sampleFacts(changes: Partial<ClientFacts> & { readonly name?: string } = {}): ClientFacts {
  const { name = 'Harbor', ...facts } = changes;
  return {
    dsn: { name, scope: 'user' },
    hidden: false,
    defaultSchema: 'harbor-app',
    longestText: 4000,
    addresses: [],
    runDir: '/run/user/1000/drawbridge',
    port: 54_330,
    running: true,
    tcp: null,
    ...facts,
  };
}

const awkward = fc.constantFrom(
  ...(`'"&<>$\`%#|~^+:/- ._aZ9éß中💡\u00A0\u2028\u200B\uFEFF`.match(/./gsu) ?? []),
);

/** What SQLValidDSN allows, with many quotes and signs of each notation. */
export const dsnNames: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: awkward }, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
    {
      minLength: 1,
      maxLength: 24,
    },
  )
  .map((characters) => characters.join('').trim())
  .filter((name) => {
    try {
      checkDsnName(name);
      return true;
    } catch {
      return false;
    }
  });
