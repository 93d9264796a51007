/** The passphrase of the vault, as whoever starts Drawbridge hands it over. */
import { closeSync, readFileSync } from 'node:fs';
import { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

/** Hold the passphrase itself, or the number of a descriptor that it is read from. */
const [passphraseVariable, descriptorVariable] = ['DRAWBRIDGE_VAULT_KEY', 'DRAWBRIDGE_VAULT_KEY_FD'] as const;

/** For programs that are started from here. */
export function withoutPassphrase(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [passphraseVariable]: _text, [descriptorVariable]: _descriptor, ...inherited } = env;
  return inherited;
}

/** Takes it out of `env`. Throws 22023 where it cannot be read. */
export function takePassphrase(env: NodeJS.ProcessEnv): Secret | null {
  const text = env[passphraseVariable];
  const descriptor = env[descriptorVariable];
  delete env[passphraseVariable];
  delete env[descriptorVariable];
  if (text && descriptor)
    throw wrong(`${passphraseVariable} and ${descriptorVariable} are both set.`, 'Set one of them.');
  if (descriptor) return new Secret(readDescriptor(descriptor));
  return text ? new Secret(text) : null;
}

function readDescriptor(descriptor: string): string {
  const number = /^\d{1,4}$/.test(descriptor) ? Number(descriptor) : null;
  if (number === null)
    throw wrong(
      `${descriptorVariable} is '${descriptor.slice(0, 20)}', and no number of a descriptor.`,
      `Start Drawbridge as in "${descriptorVariable}=3 drawbridge host 3<FILE".`,
    );
  try {
    const text = readFileSync(number, 'utf8').replace(/\r?\n$/, '');
    // What is read once needs to lie open for nobody; standard input is still listened to.
    if (number > 2) closeSync(number);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrong(
      `The passphrase of the vault cannot be read from descriptor ${number}: ${reason}`,
      `Start Drawbridge as in "${descriptorVariable}=3 drawbridge host 3<FILE".`,
    );
  }
}

function wrong(message: string, hint: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidParameterValue, message, { hint });
}
