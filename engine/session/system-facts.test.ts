import { expect, it } from 'vitest';
import { resolveProperties } from '../dsn/resolve-properties.ts';
import { sampleFacts } from '../catalog/system/test-support/sample-facts.ts';
import { systemFacts } from './system-facts.ts';
import ownPackage from '../../package.json' with { type: 'json' };

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
  const { connectionProperties } = systemFacts({
    ...sampleFacts([]),
    properties,
    dataSource: '',
    productVersion: '',
  });
  expect(connectionProperties.find(({ name }) => name === 'Proxy')?.value).toBe(shown);
  expect(JSON.stringify(connectionProperties)).not.toContain('marker-secret');
});

it('tells the licence of the package', () => {
  const { properties } = resolveProperties({ string: new Map(), dsn: new Map(), secrets: new Map() });
  const { information } = systemFacts({
    ...sampleFacts([]),
    properties,
    dataSource: 'Harbour',
    productVersion: '1.2.3',
  });
  expect(information).toMatchObject({
    license: ownPackage.license,
    version: '1.2.3',
    dataSource: 'Harbour',
    databaseEngine: expect.stringMatching(/^DuckDB \d/),
  });
});
