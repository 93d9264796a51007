/** `dsn connect`: what an application needs to read a data source, as text or as a file. */
import path from 'node:path';
import type { AdminClient } from '../admin/client.ts';
import type { ClientFile, ClientGuide, DsnScope, TableName } from '../admin/contract.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { print, printJson, remark } from './command.ts';
import { writeWhole } from './output-file.ts';

export async function connect(
  args: Arguments,
  admin: AdminClient,
  dsn: { readonly name: string; readonly scope: DsnScope },
): Promise<number> {
  const { guides } = await admin.call('connect.guides', dsn);
  const file = args.text('save');
  if (file !== undefined) {
    const { kind, tables: wants } = kindOf(file, guides);
    const tables = tablesOf(args.text('table'));
    if (wants !== 'none' && tables.length === 0)
      throw new UsageError(
        `Which ${wants === 'one' ? 'table' : 'tables'} shall the file hold? Name ${wants === 'one' ? 'it' : 'them'} with --table.`,
      );
    const { name, content, notes } = await admin.call('connect.file', { ...dsn, kind, tables });
    const bytes = Buffer.from(content, 'base64');
    await writeWhole(file, async (output) => {
      output.write(bytes);
    });
    if (args.flag('json')) printJson({ file, name, notes });
    else for (const line of [`Saved ${file}.`, ...notes]) remark(line);
    return 0;
  }
  if (args.text('table') !== undefined) throw new UsageError('--table is not expected without --save.');
  const wanted = args.text('for');
  const chosen = wanted === undefined ? guides : [guideOf(wanted, guides)];
  if (args.flag('json')) printJson(chosen);
  else if (wanted === undefined)
    for (const { id, title, files } of guides) print([id, title, ...endings(files)].join('\t'));
  else chosen.forEach(printGuide);
  return 0;
}

function guideOf(wanted: string, guides: readonly ClientGuide[]): ClientGuide {
  const guide = guides.find(({ id, title }) => [id, title.toLowerCase()].includes(wanted.toLowerCase()));
  if (guide !== undefined) return guide;
  throw new UsageError(
    `There is no application "${wanted}". One of ${guides.map(({ id }) => id).join(', ')}.`,
  );
}

/** The ending of the file's name says what goes into it. */
function kindOf(file: string, guides: readonly ClientGuide[]): ClientFile {
  const ending = path.extname(file).toLowerCase();
  const files = guides.flatMap((guide) => guide.files);
  const found = files.find(({ kind }) => ending === `.${kind}`);
  if (found !== undefined) return found;
  throw new UsageError(`--save wants the name of a file that ends with ${endings(files).join(', ')}.`);
}

const endings = (files: readonly ClientFile[]): readonly string[] => files.map(({ kind }) => `.${kind}`);

/** Names with commas between them, each with its schema before it or alone. */
function tablesOf(text: string | undefined): TableName[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      // A schema may hold a dot, the name of a table never does.
      const dot = name.lastIndexOf('.');
      return { schema: name.slice(0, Math.max(dot, 0)), table: name.slice(dot + 1) };
    });
}

function printGuide({ title, trial, steps, texts, notes, files }: ClientGuide): void {
  const sections = [
    `${title}${trial === 'untested' ? ' (untested)' : ''}`,
    steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    ...texts.map((one) => `${one.title}:\n\n${one.text.replaceAll(/^(?=.)/gm, '    ').trimEnd()}`),
    files.map((file) => `--save FILE.${file.kind}: ${file.title}. ${file.help}`).join('\n'),
    notes.map((note) => `Note: ${note}`).join('\n'),
  ];
  print(sections.filter((section) => section !== '').join('\n\n'));
}
