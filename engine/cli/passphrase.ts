/** A passphrase from the terminal, where nobody sees it, else from standard input; never from the command line. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { remark } from './command.ts';

export interface Typed {
  readonly passphrase: string;
  /** What standard input had behind its first line; '' from a terminal. */
  readonly rest: string;
}

/** `again`: asked for twice, since nobody sees what they type. Throws 22023 when nothing comes, 57014 for Ctrl+C. */
export async function readPassphrase({ again }: { readonly again: boolean }): Promise<Typed> {
  if (!process.stdin.isTTY) return fromInput();
  const passphrase = await typed('Passphrase: ');
  if (again && (await typed('The same again: ')) !== passphrase)
    throw new DrawbridgeError(SqlState.invalidParameterValue, 'The two passphrases are not the same.', {
      hint: 'Start again. Nothing was written.',
    });
  return { passphrase, rest: '' };
}

async function fromInput(): Promise<Typed> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part as Uint8Array));
  const [, passphrase = '', rest = ''] =
    /^([^\r\n]*)\r?\n?(.*)$/s.exec(Buffer.concat(parts).toString()) ?? [];
  if (passphrase !== '') return { passphrase, rest };
  throw new DrawbridgeError(SqlState.invalidParameterValue, 'No passphrase came.', {
    hint: 'Type it at the prompt of a terminal, or give it as the first line of standard input.',
  });
}

function typed(prompt: string): Promise<string> {
  const { stdin } = process;
  process.stderr.write(prompt);
  stdin.setRawMode(true).setEncoding('utf8').resume();
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (): void => {
      stdin.off('data', take).setRawMode(false).pause();
      remark('');
    };
    const take = (keys: string): void => {
      for (const key of keys) {
        if (key === '\r' || key === '\n' || key === '\u0004') {
          end();
          return resolve(text);
        }
        if (key === '\u0003') {
          end();
          return reject(new DrawbridgeError(SqlState.queryCanceled, 'Nothing was done.'));
        }
        if (key === '\u007f' || key === '\b') text = Array.from(text).slice(0, -1).join('');
        else if (key >= ' ') text += key;
      }
    };
    stdin.on('data', take);
  });
}
