import { expect, it } from 'vitest';
import { resolveProperties } from '../dsn/resolve-properties.ts';
import { systemFacts } from './system-facts.ts';

it.each([
  ['http://me:marker-secret@proxy:3128', 'http://me@proxy:3128'],
  ['http://me:marker-secret@x@proxy:3128/', 'http://me@proxy:3128/'],
  ['http://proxy:3128', 'http://proxy:3128'],
])('shows the proxy %s as %s', (proxy, shown) => {
  const string = new Map([
    ['Proxy', proxy],
    ['PWD', 'marker-secret'],
  ]);
  const { properties } = resolveProperties({ string, dsn: new Map(), secrets: new Map() });
  const { connectionProperties } = systemFacts([], properties, []);
  expect(connectionProperties.find(({ name }) => name === 'Proxy')?.value).toBe(shown);
  expect(JSON.stringify(connectionProperties)).not.toContain('marker-secret');
});
