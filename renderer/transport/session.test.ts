import { expect, test, vi } from 'vitest';
import { SessionRefused } from './open-transport.ts';
import { redeemSessionCode, requireSession } from './session.ts';

function page(hash: string, status = 204) {
  const replaceState = vi.fn();
  const fetch = vi.fn((_path: string, _init?: RequestInit) =>
    Promise.resolve(new Response(null, { status })),
  );
  const location = { hash, pathname: '/', search: '' };
  return { location, history: { replaceState }, fetch: fetch as typeof fetch & typeof globalThis.fetch };
}

test('the code in the address is posted once and taken out of the address bar', async () => {
  const fake = page('#code=abc-123');
  await redeemSessionCode(fake);
  expect(fake.fetch).toHaveBeenCalledOnce();
  const [path, init] = fake.fetch.mock.calls[0] ?? [];
  expect(path).toBe('/session');
  expect(init).toMatchObject({ method: 'POST', body: '{"code":"abc-123"}' });
  expect(fake.history.replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/');
});

test('what else stands in the fragment stays for whoever reads it', async () => {
  const fake = page('#code=abc-123&dsn=Work');
  await redeemSessionCode(fake);
  expect(fake.history.replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/#dsn=Work');
});

test('an address without a code posts nothing', async () => {
  const fake = page('');
  await redeemSessionCode(fake);
  expect(fake.fetch).not.toHaveBeenCalled();
});

test('a used code is no error yet, since the cookie of its first use may be there', async () => {
  await expect(redeemSessionCode(page('#code=used', 401))).resolves.toBeUndefined();
});

test.each([401, 403])('a host that answers %d does not know this window', async (status) => {
  await expect(requireSession(page('', status))).rejects.toBeInstanceOf(SessionRefused);
});

test('a host that answers otherwise may be spoken to', async () => {
  await expect(requireSession(page('', 204))).resolves.toBeUndefined();
});
