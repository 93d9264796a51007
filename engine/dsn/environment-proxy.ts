/**
 * The proxy that the engine's environment names: HTTPS_PROXY or HTTP_PROXY by the scheme of the target, in either case
 * of letters, unless NO_PROXY excepts its host. It counts where a data source names none, as it does for curl, git and
 * npm. This computer is never reached through it.
 */
import { isThisComputer } from './this-computer.ts';

/** '' for none. */
export function environmentProxy(target: string, env: NodeJS.ProcessEnv): string {
  const url = URL.canParse(target) ? new URL(target) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || isHere(url.hostname)) return '';
  const proxy = named(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy', env);
  if (proxy === '' || isExcepted(url, named('no_proxy', env))) return '';
  // `proxy:3128` without a scheme is common.
  return /^\w+:\/\//.test(proxy) ? proxy : `http://${proxy}`;
}

const isHere = (host: string): boolean => isThisComputer(host) || host.endsWith('.localhost');

function named(name: string, env: NodeJS.ProcessEnv): string {
  return (env[name] || env[name.toUpperCase()] || '').trim();
}

/** Entries are `*`, hosts, domains with or without a dot in front, each with a port where only that is meant. */
function isExcepted(url: URL, list: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const [, name = '', only = port] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    const host = name.replace(/^\*?\./, '');
    return host !== '' && only === port && (url.hostname === host || url.hostname.endsWith(`.${host}`));
  });
}
