/**
 * A certificate for 127.0.0.1 that signs itself, and its key. Both are public and good for nothing but tests:
 * no machine trusts them. Made with
 * openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500
 *   -subj "/CN=Loopback certificate of the tests" -addext subjectAltName=IP:127.0.0.1,DNS:localhost
 */
export const loopbackCertificate = `-----BEGIN CERTIFICATE-----
MIIByzCCAXGgAwIBAgIUZ6bVTJPG3LwGs5ZdoaU2sgpMa58wCgYIKoZIzj0EAwIw
LDEqMCgGA1UEAwwhTG9vcGJhY2sgY2VydGlmaWNhdGUgb2YgdGhlIHRlc3RzMCAX
DTI2MTEyMzA3MzYyN1oYDzIxMjYxMDMwMDczNjI3WjAsMSowKAYDVQQDDCFMb29w
YmFjayBjZXJ0aWZpY2F0ZSBvZiB0aGUgdGVzdHMwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARRbiXTU/cGgXa9jzmp8j1VHFG9Xw3S00m1kdpYCqtoqtVp0TYHbuie
4ADoBBD8EtYrVhXF5Xz0wSM7/JsPG4hvo28wbTAdBgNVHQ4EFgQUl+Vw47RjShpY
Cs0z2UBsJViZxgowHwYDVR0jBBgwFoAUl+Vw47RjShpYCs0z2UBsJViZxgowDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDSAAwRQIhAKoacL4RwBd7eEzGhWgqlpCBbPr3aTJZKNXKeA/nv+GGAiBT
H5KbP138PGZNhHK8w7o/H9IFafoSY6J+mZxhM0s7rg==
-----END CERTIFICATE-----
`;

export const loopbackKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgMXAkdt8m0STwAu03
KeW5M+nIdxnO5tFwamZcb34DuAWhRANCAARRbiXTU/cGgXa9jzmp8j1VHFG9Xw3S
00m1kdpYCqtoqtVp0TYHbuie4ADoBBD8EtYrVhXF5Xz0wSM7/JsPG4hv
-----END PRIVATE KEY-----
`;
