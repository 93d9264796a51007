import type { Writable } from 'node:stream';
import type { AdminClient } from '../admin/client.ts';
import { readArguments, UsageError } from './arguments.ts';
import { remarkNotice, type Command } from './command.ts';
import { withEngine } from './engine.ts';
import { writeWhole } from './output-file.ts';
import { formatOfFile, outputFormats, resultSink, type OutputFormat } from './result-sink.ts';

const pageRows = 1000;

export const query: Command = {
  name: 'query',
  usage: 'query --dsn NAME [--format table|csv|json|ndjson|parquet] [--max-rows N] [--output FILE] SQL',
  summary: 'Run a statement and print its rows',
  async run(argv) {
    const args = readArguments(argv, { dsn: 'text', format: 'text', 'max-rows': 'text', output: 'text' });
    const dsn = args.text('dsn');
    const [sql, ...more] = args.positionals;
    if (!dsn?.trim()) throw new UsageError('Which data source? Name it with --dsn.');
    if (!sql?.trim() || more.length > 0) throw new UsageError('Give the statement as one argument.');
    const asked = args.text('format');
    if (args.flag('json') && (asked ?? 'json') !== 'json')
      throw new UsageError(`--json and --format ${asked} contradict each other.`);
    const limit = args.count('max-rows') ?? 0;
    const file = args.text('output');
    const named = args.flag('json') ? 'json' : asked;
    const format =
      named === undefined
        ? ((file === undefined ? undefined : formatOfFile(file)) ?? 'table')
        : formatName(named);
    if (format === 'parquet' && file === undefined && process.stdout.isTTY) {
      throw new UsageError('Parquet is not for reading: name a file with --output.');
    }
    const run = async (admin: AdminClient): Promise<void> => {
      const write = (output: Writable): Promise<void> => print(admin, { dsn, sql, limit }, format, output);
      await (file === undefined ? write(process.stdout) : writeWhole(file, write));
    };
    await withEngine(args, run, dsn);
    return 0;
  },
};

function formatName(text: string): OutputFormat {
  const name = outputFormats.find((one) => one === text);
  if (name === undefined)
    throw new UsageError(`--format is one of ${outputFormats.join(', ')}, not '${text}'.`);
  return name;
}

async function print(
  admin: AdminClient,
  statement: { dsn: string; sql: string; limit: number },
  format: OutputFormat,
  output: Writable,
): Promise<void> {
  const { id, columns } = await admin.call('query.open', statement);
  const cancel = (): void => void admin.call('query.cancel', { id });
  process.once('SIGINT', cancel);
  const sink = resultSink(format, output);
  try {
    await sink.start(columns);
    for (;;) {
      const page = await admin.call('query.fetch', { id, rows: pageRows });
      page.notices.forEach(remarkNotice);
      if (page.rows.length > 0) await sink.rows(page.rows);
      if (page.done) break;
    }
    await sink.end();
  } finally {
    process.off('SIGINT', cancel);
    try {
      await sink.close();
    } finally {
      await admin.call('query.close', { id });
    }
  }
}
