import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { parseFields, selectFields } from './partial-response.ts';

const reply: JsonObject = {
  size: 2,
  next: 'https://next',
  values: [
    {
      id: 1,
      title: 'a',
      author: { name: 'Ada', links: { self: {}, html: {} } },
      reviewers: [{ uuid: '{r}' }],
    },
    { id: 2, title: 'b', author: null, reviewers: [] },
  ],
};

const select = (fields: string): JsonObject => selectFields(reply, parseFields(fields), ['values.reviewers']);

test('leaves costly members out unless they are asked for', () => {
  expect(select('-nothing')).toEqual({
    size: 2,
    next: 'https://next',
    values: [
      { id: 1, title: 'a', author: { name: 'Ada', links: { self: {}, html: {} } } },
      { id: 2, title: 'b', author: null },
    ],
  });
});

test('an exact list drops everything else, the envelope too', () => {
  expect(select('values.id')).toEqual({ values: [{ id: 1 }, { id: 2 }] });
  expect(select('values.id,next,size')).toEqual({
    size: 2,
    next: 'https://next',
    values: [{ id: 1 }, { id: 2 }],
  });
  expect(select('size')).toEqual({ size: 2 });
});

test('an exact list reaches into objects and keeps null', () => {
  expect(select('values.author.name')).toEqual({ values: [{ author: { name: 'Ada' } }, { author: null }] });
});

test('a plus adds to what is there by default', () => {
  expect(select('+values.reviewers')).toHaveProperty('values.0', {
    id: 1,
    title: 'a',
    author: { name: 'Ada', links: { self: {}, html: {} } },
    reviewers: [{ uuid: '{r}' }],
  });
});

test('an exact list may name what is left out by default', () => {
  expect(select('values.reviewers.uuid')).toEqual({
    values: [{ reviewers: [{ uuid: '{r}' }] }, { reviewers: [] }],
  });
});

test('a minus removes, and a wildcard stands for every name of its level', () => {
  expect(select('-values.author.links,-next')).toEqual({
    size: 2,
    values: [
      { id: 1, title: 'a', author: { name: 'Ada' } },
      { id: 2, title: 'b', author: null },
    ],
  });
  expect(select('-values.author.links.*')).toHaveProperty('values.0.author.links', {});
  expect(select('-values.*.links')).toHaveProperty('values.0.author', { name: 'Ada' });
});

test('a wildcard shows what is left out by default', () => {
  expect(select('values.*')).toHaveProperty('values.0.reviewers', [{ uuid: '{r}' }]);
});

test('everything can be removed but what is added', () => {
  expect(select('-*,+size')).toEqual({ size: 2 });
  expect(select('-*,+values.id')).toEqual({ values: [{ id: 1 }, { id: 2 }] });
});

test('names that do not exist vanish without a word', () => {
  expect(select('values.id,values.tilte')).toEqual({ values: [{ id: 1 }, { id: 2 }] });
});
