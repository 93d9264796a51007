import { expect, it } from 'vitest';
import { environmentProxy } from './environment-proxy.ts';

const api = 'https://api.bitbucket.org/2.0';
const proxy = 'http://proxy:3128';

it.each([
  ['names nothing', api, {}, ''],
  ['names a proxy for https', api, { HTTPS_PROXY: proxy }, proxy],
  [
    'names it in small letters, which count first',
    api,
    { https_proxy: proxy, HTTPS_PROXY: 'http://x' },
    proxy,
  ],
  ['names one for http alone', api, { HTTP_PROXY: proxy, http_proxy: proxy }, ''],
  ['names one for http', 'http://bitbucket.test/2.0', { HTTP_PROXY: proxy, HTTPS_PROXY: 'http://x' }, proxy],
  ['leaves out the scheme', api, { HTTPS_PROXY: 'me:pw@proxy:3128' }, 'http://me:pw@proxy:3128'],
  ['excepts everything', api, { HTTPS_PROXY: proxy, NO_PROXY: '*' }, ''],
  ['excepts the host', api, { HTTPS_PROXY: proxy, NO_PROXY: 'localhost, API.bitbucket.org' }, ''],
  ['excepts the domain', api, { HTTPS_PROXY: proxy, no_proxy: '.bitbucket.org' }, ''],
  ['excepts the domain by a star', api, { HTTPS_PROXY: proxy, no_proxy: '*.bitbucket.org' }, ''],
  ['excepts the port', api, { HTTPS_PROXY: proxy, no_proxy: 'bitbucket.org:443' }, ''],
  ['excepts another port', api, { HTTPS_PROXY: proxy, no_proxy: 'bitbucket.org:8443' }, proxy],
  ['excepts another host', api, { HTTPS_PROXY: proxy, no_proxy: 'bucket.org,,example.com' }, proxy],
  ['is asked for this computer', 'https://127.0.0.1:8443', { HTTPS_PROXY: proxy }, ''],
  ['is asked for this computer by name', 'http://localhost:8080', { HTTP_PROXY: proxy }, ''],
  ['is asked for the sandbox', 'sandbox:', { HTTP_PROXY: proxy }, ''],
])('an environment that %s', (_, target, env, wanted) => {
  expect(environmentProxy(target, env)).toBe(wanted);
});
