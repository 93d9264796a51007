/**
 * Lines of an ini file that unixODBC reads otherwise than whoever wrote them has meant (rules as in ini-file.ts), so
 * that a data source is missing without a word.
 */
import { longestDsnName } from './dsn-name.ts';
import { decode, foldIniName, trim } from './ini-file.ts';

export interface IniProblem {
  /** 1 is the first. */
  readonly line: number;
  /** Goes on after `Line 7 of …`. */
  readonly message: string;
  readonly hint: string;
}

/** More than these would hide what is above them. */
const most = 5;

export function iniProblems(bytes: Buffer): readonly IniProblem[] {
  const seen = new Map<string, number>();
  const found: IniProblem[] = [];
  let current: string | null = null;
  for (const [index, raw] of bytes.toString('latin1').split('\n').entries()) {
    const text = raw.trim();
    const line = index + 1;
    const header = /^\[([^\]]*)(\]?)/.exec(text);
    if (header !== null) {
      const bytesOfName = trim(header[1] ?? '');
      const name = decode(bytesOfName);
      const earlier = seen.get(foldIniName(name));
      current = name;
      if (name === '')
        found.push(problem(line, 'begins a section without a name', 'Write a name between [ and ].'));
      else if (header[2] === '')
        found.push(problem(line, `begins the section ${name} without its ]`, 'Close the name with ].'));
      else if (earlier !== undefined)
        found.push(
          problem(
            line,
            `begins the section ${name} again, after line ${earlier}: ODBC reads only the first`,
            'Rename one of the two sections, or remove it.',
          ),
        );
      else {
        seen.set(foldIniName(name), line);
        if (bytesOfName.length > longestDsnName)
          found.push(
            problem(
              line,
              `gives a data source the name ${name}, which is too long for ODBC`,
              `Shorten it to at most ${longestDsnName} bytes; letters such as é take two.`,
            ),
          );
      }
    } else if (text !== '' && !/^[;#]/.test(text)) {
      if (/^[^=[\]]+\]$/.test(text))
        found.push(
          problem(line, 'ends with ] but has no [, so that it begins no section', 'Put [ in front of it.'),
        );
      else if (!text.includes('=') || text.startsWith('='))
        found.push(
          problem(
            line,
            'is neither a section, nor a key with a value, nor a comment',
            'Correct it, or put ; in front of it.',
          ),
        );
      else if (current === null)
        found.push(
          problem(line, 'stands before the first section, where nobody reads it', 'Move it into a section.'),
        );
    }
  }
  return found.slice(0, most);
}

const problem = (line: number, message: string, hint: string): IniProblem => ({ line, message, hint });
