/** Whether a host, as the URL class writes it, is this computer for certain: names below `localhost` may be resolved elsewhere. */
export function isThisComputer(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
