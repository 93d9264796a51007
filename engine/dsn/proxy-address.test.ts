import { describe, expect, it } from 'vitest';
import { proxyAddress, splitProxy } from './proxy-address.ts';
import { Secret } from './secret.ts';

describe('the password of a proxy', () => {
  it.each([
    ['http://me:secret@proxy:3128', 'http://me@proxy:3128', 'secret'],
    ['http://me:a%40b@proxy:3128/', 'http://me@proxy:3128/', 'a@b'],
    ['http://me:a@b@proxy', 'http://me@proxy', 'a@b'],
    ['http://me:100%@proxy', 'http://me@proxy', '100%'],
    ['http://proxy:3128', 'http://proxy:3128', null],
    ['http://me@proxy:3128', 'http://me@proxy:3128', null],
    ['', '', null],
  ])('is taken out of %s', (text, address, password) => {
    expect(splitProxy(text)).toEqual({ address, password });
  });

  it.each(['secret', 'a@b:c/d', '100%', 'ü €'])('%s is put back for whoever connects', (password) => {
    const address = proxyAddress(
      { Proxy: 'http://me@proxy:3128', ProxyPassword: new Secret(password) },
      'https://x',
    );
    expect(decodeURIComponent(new URL(address).password)).toBe(password);
    expect(splitProxy(address)).toEqual({ address: 'http://me@proxy:3128/', password });
  });

  it('changes nothing where there is none, or no proxy', () => {
    const env = { HTTPS_PROXY: 'http://another' };
    expect(proxyAddress({ Proxy: '', ProxyPassword: null }, 'https://x', env)).toBe('http://another');
    expect(proxyAddress({ Proxy: 'http://proxy', ProxyPassword: null }, 'https://x', env)).toBe(
      'http://proxy',
    );
    expect(proxyAddress({ Proxy: '', ProxyPassword: new Secret('x') }, 'https://x', {})).toBe('');
  });
});
