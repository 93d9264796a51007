import { expect, test } from 'vitest';
import { wishOf, withWish } from './window-wish.ts';

test('a wish is read from the words of a command line, whatever else stands there', () => {
  expect(wishOf(['.', '--dsn', 'Sales of 2026', '--original-process-start-time=1'])).toEqual({
    dsn: 'Sales of 2026',
    newDsn: false,
  });
  expect(wishOf(['--no-sandbox', '--dsn=--odd'])).toEqual({ dsn: '--odd', newDsn: false });
  expect(wishOf(['--dsn', '--odd'])).toEqual({ dsn: '--odd', newDsn: false });
  expect(wishOf(['--new-dsn'])).toEqual({ newDsn: true });
  expect(wishOf(['--dsn'])).toEqual({ newDsn: false });
});

test('a wish joins the one-time code in the fragment of an address', () => {
  expect(withWish('http://127.0.0.1:1/#code=a', { dsn: 'A & B#' })).toBe(
    'http://127.0.0.1:1/#code=a&dsn=A%20%26%20B%23',
  );
  expect(withWish('drawbridge://app/', { newDsn: true })).toBe('drawbridge://app/#new-dsn');
  expect(withWish('drawbridge://app/', { dsn: '', newDsn: false })).toBe('drawbridge://app/');
});
