/** Why TLS with a server did not come about, by the codes that Node and OpenSSL give. */

export interface TlsTrouble {
  readonly message: string;
  readonly hint: string;
}

const isTls =
  /^(CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|ERR_TLS_|ERR_SSL_|EPROTO)/;

/** null: it is something else. `host`: with its port. */
export function tlsTrouble(code: string, host: string): TlsTrouble | null {
  if (!isTls.test(code)) return null;
  const known = kinds.find(({ codes }) => codes.test(code));
  if (known !== undefined) return { message: `${known.says(host)} (${code})`, hint: known.hint };
  if (/^(ERR_SSL_|EPROTO)/.test(code))
    return {
      message: `TLS with ${host} failed (${code})`,
      hint: 'Check ApiURL and Proxy, and whether something in between looks into encrypted connections.',
    };
  return {
    message: `The certificate of ${host} is not trusted (${code})`,
    hint: 'If a proxy or a company certificate stands in between, name its PEM file in CACertificate.',
  };
}

const kinds: readonly {
  readonly codes: RegExp;
  readonly says: (host: string) => string;
  readonly hint: string;
}[] = [
  {
    codes: /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|VERSION_TOO_LOW/,
    says: (host) => `${host} offers no TLS 1.2 or later, and nothing older is used`,
    hint: 'Whoever runs the server, or the proxy in front of it, has to allow TLS 1.2.',
  },
  {
    codes: /WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG/,
    says: (host) => `${host} does not speak TLS`,
    hint: 'Check the address: it may have to begin with http:, or to have another port.',
  },
  {
    codes: /ALTNAME_INVALID|HOSTNAME_MISMATCH/,
    says: (host) => `The certificate of ${host} is for another name`,
    hint: 'Check the address; or something in between answers for the server.',
  },
  {
    codes: /CERT_HAS_EXPIRED/,
    says: (host) => `The certificate of ${host} has ended`,
    hint: "Check this computer's clock; if it is right, whoever runs the server has to renew its certificate.",
  },
  {
    codes: /CERT_NOT_YET_VALID/,
    says: (host) => `The certificate of ${host} is not valid yet`,
    hint: "Check this computer's clock.",
  },
];
