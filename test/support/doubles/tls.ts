import { createServer } from 'node:tls';
import { connect, type AddressInfo } from 'node:net';

/** A certificate for 127.0.0.1 that signs itself: it protects nothing and is for tests on this machine alone. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBrzCCAVWgAwIBAgIUWhyOPpZjBYqmMrJz9OMiZ46XR24wCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTc2xpcHdheSB0ZXN0IGRvdWJsZTAgFw0yNjExMjExNjAyMTBa
GA8yMTI2MTAyODE2MDIxMFowHjEcMBoGA1UEAwwTc2xpcHdheSB0ZXN0IGRvdWJs
ZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNwflWdr1TqbUs+ehIQzw/KPEBvo
CGiVL+SRECUkw9x+W6OAovWmVXqOcyfPbmvIAfUqOxSf4KGrAC8+Ay+3UeKjbzBt
MB0GA1UdDgQWBBRhgnsIMxx7wUX4yZuicXhcdXvRyzAfBgNVHSMEGDAWgBRhgnsI
Mxx7wUX4yZuicXhcdXvRyzAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA8srDwjAY53R1+DoiJy2s
Wd0InXwwC7Uun/qca2hdxnYCIG/u8eSqHw4s3+dsPrfeJZDOwTMCpZGqidUjAZsO
hnnI
-----END CERTIFICATE-----
`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSWUpXyStwintftr/
i/p7bt17nkZO6yG99y+wR6Lyd2ahRANCAATcH5Vna9U6m1LPnoSEM8PyjxAb6Aho
lS/kkRAlJMPcflujgKL1plV6jnMnz25ryAH1KjsUn+ChqwAvPgMvt1Hi
-----END PRIVATE KEY-----
`;

/** TLS in front of a plain server, since k3d serves nothing else. */
export async function behindTls(port: number): Promise<{ readonly port: number; close(): Promise<void> }> {
  const open = new Set<{ destroy(): unknown }>();
  const server = createServer({ cert: certificate, key }, (client) => {
    const inner = connect(port, '127.0.0.1');
    for (const socket of [client, inner]) {
      open.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    }
    client.pipe(inner).pipe(client);
    client.on('close', () => inner.destroy());
    inner.on('close', () => client.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
