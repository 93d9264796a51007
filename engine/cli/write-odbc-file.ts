import { removeOdbcFileAsRoot, writeOdbcFile, type FileToWrite } from '../host/elevated-file.ts';
import { expectNoMore, readArguments, UsageError } from './arguments.ts';
import type { Command } from './command.ts';

/** Run by the engine itself, through pkexec or sudo. */
export const writeOdbcFileCommand: Command = {
  name: 'write-odbc-file',
  usage:
    'write-odbc-file --file FILE (--mode OCTAL | --remove) --expect SHA256 [--put-library FROM | --remove-library]',
  summary: "Write one of this machine's ODBC files from standard input, for the engine",
  async run(argv) {
    const args = readArguments(argv, {
      file: 'text',
      mode: 'text',
      remove: 'flag',
      expect: 'text',
      'put-library': 'text',
      'remove-library': 'flag',
    });
    expectNoMore(args.positionals);
    const [file, mode, expected] = ['file', 'mode', 'expect'].map((name) => args.text(name) ?? '');
    if (file && expected && args.flag('remove') && !mode) return removeOdbcFileAsRoot({ file, expected });
    if (!file || !expected || args.flag('remove') || !/^[0-7]{3}$/.test(mode ?? ''))
      throw new UsageError('--file, --expect and one of --mode and --remove are needed.');
    const from = args.text('put-library');
    const library: FileToWrite['library'] =
      from !== undefined
        ? { change: 'put', from }
        : args.flag('remove-library')
          ? { change: 'remove' }
          : undefined;
    return writeOdbcFile({ file, mode: Number.parseInt(mode ?? '', 8), expected, library }, process.env);
  },
};
