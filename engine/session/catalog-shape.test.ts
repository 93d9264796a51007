import { expect, it } from 'vitest';
import { CatalogShapes } from './catalog-shape.ts';

const shape = { types: [], columns: [] };

it('a text is described once for the types that its parameters are declared with', async () => {
  const shapes = new CatalogShapes();
  let described = 0;
  const describe = () => {
    described += 1;
    return Promise.resolve(shape);
  };
  for (const types of [[], [25], [], [25], [20]]) await shapes.of('SELECT $1 FROM pg_am', types, describe);
  expect(described).toBe(3);
});

it('an error is not kept', async () => {
  const shapes = new CatalogShapes();
  await expect(shapes.of('x', [], () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await shapes.of('x', [], () => Promise.resolve(shape))).toBe(shape);
});

it('the least recently used are forgotten, and long texts are not kept', async () => {
  const shapes = new CatalogShapes();
  const described: string[] = [];
  const of = (text: string) =>
    shapes.of(text, [], () => {
      described.push(text);
      return Promise.resolve(shape);
    });
  await of('often');
  for (let index = 0; index < 400; index++) {
    await of(`text ${index}`);
    await of('often');
  }
  await of('text 0');
  expect(described.filter((text) => text === 'often')).toHaveLength(1);
  expect(described.filter((text) => text === 'text 0')).toHaveLength(2);
  const long = 'x'.repeat(30_000);
  await of(long);
  await of(long);
  expect(described.filter((text) => text === long)).toHaveLength(2);
});
