import { expect, it } from 'vitest';
import { cutPrepare } from './prepare.ts';

it.each([
  ['PREPARE p AS SELECT 1', { name: 'p', types: [], statement: ' SELECT 1', before: 12 }],
  ['prepare P (int, varchar(20)) as SELECT $1', { name: 'p', types: ['int', 'varchar(20)'] }],
  ['PREPARE "A ""b""" ( double precision )AS(SELECT $1)', { name: 'A "b"', types: ['double precision'] }],
  ['/* 🌊 */ PREPARE p AS VALUES (1)', { statement: ' VALUES (1)', before: 20 }],
  ["PREPARE p AS SELECT 'x' AS y;", { statement: " SELECT 'x' AS y;" }],
])('cuts %s', (text, cut) => {
  expect(cutPrepare(text)).toMatchObject(cut);
});

it.each([
  ['PREPARE', 'PREPARE needs a name.', 8],
  ["PREPARE 'p' AS SELECT 1", 'PREPARE needs a name.', 9],
  ['PREPARE p SELECT 1', 'AS is expected here.', 11],
  ['PREPARE p (int AS SELECT 1', 'AS is expected here.', 27],
])('refuses %s', (text, message, position) => {
  expect(() => cutPrepare(text)).toThrow(
    expect.objectContaining({ sqlState: '42601', message, position }) as Error,
  );
});
