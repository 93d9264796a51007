/** Servers, and what stands in front of them, may repeat what they were sent; what they say is shown without it. */

/** `authorization` is the header that was sent, `more` what else was secret in the request. */
export function withoutCredential(text: string, authorization: string, more: readonly string[] = []): string {
  const credential = authorization.slice(authorization.indexOf(' ') + 1);
  const pair = authorization.startsWith('Basic ') ? Buffer.from(credential, 'base64').toString('utf8') : '';
  const secrets = [credential, pair, pair.slice(pair.indexOf(':') + 1), ...more];
  return secrets
    .filter((secret) => secret.length > 3)
    .flatMap(spellings)
    .toSorted((one, other) => other.length - one.length)
    .reduce((clean, secret) => clean.replaceAll(secret, '********'), text);
}

/** As it is, and as it stands in an address, a form, JSON or HTML. */
function spellings(secret: string): readonly string[] {
  const percent = encodeURIComponent(Buffer.from(secret).toString());
  return [
    secret,
    percent,
    percent.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  ];
}
