/** Carrying a sign-in to another machine, encrypted with a passphrase; for one without a browser, for example. */
import { howToSignIn } from '../../auth/how-to-sign-in.ts';
import { openBundle, sealBundle, type BundleContent } from '../../auth/sign-in-bundle.ts';
import { saveRenewal } from '../../auth/unsaved-renewals.ts';
import type { Vault } from '../../auth/vault.ts';
import type { ConnectionProperties } from '../../dsn/connection-properties.ts';
import type { DsnKey } from '../../dsn/dsn-store.ts';
import { Secret } from '../../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../../error.ts';
import type { ResolvedConnection } from '../../session/connect.ts';
import type { Handlers } from '../dispatcher.ts';

export interface TransferParts {
  readonly vault: Vault;
  /** As it is saved: `sandbox:` stays. */
  readonly resolve: (dsn: DsnKey) => Promise<ResolvedConnection>;
  readonly onSignedIn: (dsn: DsnKey) => void;
  readonly changed: () => void;
}

export function signInTransferHandlers({
  vault,
  resolve,
  onSignedIn,
  changed,
}: TransferParts): Pick<Handlers, 'signIn.export' | 'signIn.import'> {
  const find = async (given: DsnKey) => {
    const { dsn, properties } = await resolve(given);
    if (properties.AuthScheme !== 'OAuth') throw otherScheme(properties.AuthScheme);
    return { dsn: dsn ?? given, properties };
  };

  return {
    async 'signIn.export'({ passphrase, ...given }) {
      const { dsn, properties } = await find(given);
      // Not while it is being renewed: the old refresh token is worth nothing then.
      const { signIn } = await vault.exclusively(dsn, async () => {
        await saveRenewal(vault, dsn);
        return vault.get(dsn);
      });
      if (signIn === null) {
        throw new DrawbridgeError(SqlState.invalidAuthorization, `Nobody is signed in for ${dsn.name}.`, {
          hint: howToSignIn(dsn),
        });
      }
      const content = {
        clientId: properties.OAuthClientId,
        clientSecret: properties.OAuthClientSecret?.reveal() ?? null,
        tokenUrl: properties.OAuthAccessTokenURL,
        apiUrl: properties.ApiURL,
        signIn,
      };
      return { bundle: await sealBundle(content, new Secret(passphrase)) };
    },

    async 'signIn.import'({ bundle, passphrase, ...given }) {
      const { dsn, properties } = await find(given);
      const content = await openBundle(bundle, new Secret(passphrase));
      refuseOther(dsn, properties, content);
      const { signIn, clientSecret } = content;
      const isMissing = properties.OAuthClientSecret === null && clientSecret !== null;
      await vault.exclusively(dsn, () =>
        vault.update(dsn, (entry) => ({
          ...entry,
          signIn,
          ...(isMissing ? { secrets: { ...entry.secrets, OAuthClientSecret: clientSecret } } : {}),
        })),
      );
      onSignedIn(dsn);
      changed();
      return { account: signIn.account, scopes: [...signIn.scopes] };
    },
  };
}

/** A refresh token is worth something with its own consumer only, and goes to no other address. */
function refuseOther(dsn: DsnKey, properties: ConnectionProperties, content: BundleContent): void {
  const pairs = [
    ['OAuthClientId', properties.OAuthClientId, content.clientId],
    ['OAuthAccessTokenURL', properties.OAuthAccessTokenURL, content.tokenUrl],
    ['ApiURL', properties.ApiURL, content.apiUrl],
  ] as const;
  const other = pairs.find(([, here, there]) => here !== there);
  if (other === undefined) return;
  const [name, here, there] = other;
  throw new DrawbridgeError(
    SqlState.wrongState,
    here === ''
      ? `The sign-in belongs to ${name}=${there}, and ${dsn.name} has no ${name}.`
      : `The sign-in belongs to ${name}=${there}, and ${dsn.name} has ${name}=${here}.`,
    {
      hint: `Set ${name}=${there} in ${dsn.name}, or take the data source it was exported from. Nothing was changed.`,
    },
  );
}

function otherScheme(scheme: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.wrongState,
    `AuthScheme ${scheme} has no sign-in that could be carried over.`,
    {
      hint: 'Enter its secret on the other machine, as with "drawbridge dsn edit NAME --secrets -".',
    },
  );
}
