import { expect, test } from 'vitest';
import { SwaggerValidator } from './swagger-validator.ts';

const validator = new SwaggerValidator(
  {
    paths: {},
    definitions: {
      thing: {
        type: 'object',
        required: ['type'],
        discriminator: 'type',
        properties: { type: { type: 'string' }, made: { type: 'string', format: 'date-time' } },
      },
      boat: {
        allOf: [
          { $ref: '#/definitions/thing' },
          {
            type: 'object',
            properties: {
              masts: { type: 'integer', minimum: 0 },
              flag: { type: 'string', enum: ['red', 'green'] },
              home: {
                type: 'object',
                properties: { url: { type: 'string', format: 'uri' } },
              },
              crew: { type: 'array', items: { $ref: '#/definitions/thing' } },
            },
          },
        ],
      },
    },
  },
  ['home.seen', 'stone.weight'],
);

test.each([
  [{ type: 'boat', masts: 2, flag: 'red', home: { url: 'http://a.example/' }, crew: [{ type: 'cook' }] }, []],
  [{ type: 'boat', masts: null, flag: null }, []],
  [{ type: 'boat', home: { seen: 1 } }, []],
  [null, ['$ is null, not object']],
  [[], ['$ is array, not object']],
  [{ masts: 1 }, ['$.type is missing']],
  [{ type: null }, ['$.type is null, not string']],
  [{ type: 'boat', masts: 1.5 }, ['$.masts is number, not integer']],
  [{ type: 'boat', masts: -1 }, ['$.masts is less than 0']],
  [{ type: 'boat', flag: 'blue' }, ['$.flag is "blue", not one of ["red","green"]']],
  [{ type: 'boat', home: { url: 'nowhere' } }, ['$.home.url is "nowhere", not uri']],
  [{ type: 'boat', home: { other: 1 } }, ['$.home.other is not in the schema']],
  [{ type: 'boat', made: '2024-13-01T00:00:00Z' }, ['$.made is "2024-13-01T00:00:00Z", not date-time']],
  [{ type: 'boat', crew: [{ type: 'cook' }, {}] }, ['$.crew[].type is missing']],
])('%j', (value, problems) => {
  expect(validator.problems({ $ref: '#/definitions/boat' }, value)).toEqual(problems);
});

test('the type of an object chooses a more special definition', () => {
  const thing = { $ref: '#/definitions/thing' };
  expect(validator.problems(thing, { type: 'boat', masts: 'two' })).toEqual([
    '$.masts is string, not integer',
  ]);
  expect(validator.problems(thing, { type: 'stone', made: '2024-01-01T00:00:00Z' })).toEqual([]);
});

test('a member that no definition describes is a problem, unless it is tolerated for that type', () => {
  const thing = { $ref: '#/definitions/thing' };
  expect(validator.problems(thing, { type: 'stone', masts: 'two' })).toEqual([
    '$.masts is not in the schema',
  ]);
  expect(validator.problems(thing, { type: 'stone', weight: 2 })).toEqual([]);
});
