/** BEGIN, COMMIT, ROLLBACK and savepoints. */
import type { StatementKind, TransactionCommand } from './statement.ts';
import { keyword, type Token } from './token.ts';

/** null: the statement begins with no such verb. */
export function classifyTransaction(tokens: readonly Token[]): StatementKind | null {
  const words = tokens.map(keyword);
  const [verb, ...rest] = words;
  switch (verb) {
    case 'BEGIN':
      return command({ verb, ...modes(rest) });
    case 'START':
      return command({ verb: 'START TRANSACTION', ...modes(rest) });
    case 'COMMIT':
    case 'END':
      return rest[0] === 'PREPARED'
        ? unsupported('COMMIT PREPARED')
        : command({ verb: 'COMMIT', ...chain(rest) });
    case 'PREPARE':
      return rest[0] === 'TRANSACTION' ? unsupported('PREPARE TRANSACTION') : null;
    case 'ROLLBACK':
    case 'ABORT':
      if (rest[0] === 'PREPARED') return unsupported('ROLLBACK PREPARED');
      return rest.includes('TO')
        ? command({ verb: 'ROLLBACK TO', savepoint: nameOf(tokens.at(-1)) })
        : command({ verb: 'ROLLBACK', ...chain(rest) });
    case 'SAVEPOINT':
    case 'RELEASE':
      return command({ verb, savepoint: nameOf(tokens.at(-1)) });
    default:
      return null;
  }
}

const command = (transaction: TransactionCommand): StatementKind => ({ kind: 'transaction', ...transaction });

const unsupported = (what: string): StatementKind => ({ kind: 'unsupported', what });

function modes(words: readonly string[]): { readonly modes?: string } {
  const isNoise = words[0] === 'WORK' || words[0] === 'TRANSACTION';
  const said = words
    .slice(isNoise ? 1 : 0)
    .filter((word) => word !== '')
    .join(' ');
  return said === '' ? {} : { modes: said };
}

function chain(words: readonly string[]): { readonly chain: boolean } {
  return { chain: words.at(-1) === 'CHAIN' && words.at(-2) !== 'NO' };
}

/** As PostgreSQL keeps it: in small letters unless it is quoted. */
export function nameOf(name: Token | undefined): string {
  if (name === undefined) return '';
  return name.kind === 'quoted' ? name.text.slice(1, -1).replaceAll('""', '"') : name.text.toLowerCase();
}
