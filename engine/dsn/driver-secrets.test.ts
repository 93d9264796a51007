import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { properties } from './properties.ts';

it('the driver keeps every secret property out of the data sources that ConfigDSN writes', () => {
  const file = path.join(import.meta.dirname, '..', '..', 'driver', 'src', 'setup', 'config-dsn.cpp');
  const [, list = ''] = /secrets = \{([^}]*)\}/.exec(readFileSync(file, 'utf8')) ?? [];
  const refused = [...list.matchAll(/L"(\w+)"/g)].map(([, name = '']) => name);
  const secret = properties
    .filter(({ sensitivity }) => sensitivity === 'secret')
    .map(({ name }) => name.toLowerCase());
  expect(refused.toSorted()).toEqual([...secret, 'pwd'].toSorted());
});
