/** The address of a proxy and the password in it, which is a secret like any other and is kept apart from it. */
import { environmentProxy } from './environment-proxy.ts';
import type { Secret } from './secret.ts';

/** `password`: null where the address has none. Either may be written as it is or percent-encoded. */
export function splitProxy(text: string): { readonly address: string; readonly password: string | null } {
  const [, front, password, rest] = /^(\w+:\/\/[^/?#:@]*):([^/?#]*)(@[^]*)$/.exec(text) ?? [];
  if (front === undefined || password === undefined || rest === undefined)
    return { address: text, password: null };
  return { address: `${front}${rest}`, password: decoded(password) };
}

/** The proxy on the way to `target`; '' for none. Where the properties name none, the environment may. */
export function proxyAddress(
  properties: { readonly Proxy: string; readonly ProxyPassword: Secret | null },
  target: string,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const { Proxy: address, ProxyPassword: password } = properties;
  if (address === '') return environmentProxy(target, env);
  if (password === null) return address;
  const url = new URL(address);
  url.password = encodeURIComponent(password.reveal());
  return url.href;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
