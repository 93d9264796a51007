/** `dsn export` and `dsn import`: the engine makes and reads the text, the command its file. */
import { readFile } from 'node:fs/promises';
import type { AdminClient } from '../admin/client.ts';
import type { ImportChoice, ImportItem } from '../admin/contract.ts';
import { expectNoMore, UsageError, type Arguments } from './arguments.ts';
import { printJson, remark } from './command.ts';
import { dsnKey, scopeOf } from './dsn-scope.ts';
import { writeWhole } from './output-file.ts';

export async function exportDsns(
  args: Arguments,
  admin: AdminClient,
  rest: readonly string[],
): Promise<number> {
  const [name, ...more] = rest;
  expectNoMore(more);
  const wanted = name === undefined ? { scope: scopeOf(args) } : dsnKey(args, name);
  const { text } = await admin.call('dsn.export', wanted);
  const file = args.text('output');
  if (file === undefined) process.stdout.write(text);
  else
    await writeWhole(file, async (output) => {
      output.write(text);
    });
  return 0;
}

export async function importDsns(
  args: Arguments,
  admin: AdminClient,
  file: string,
  elevation: { readonly elevate?: true },
): Promise<number> {
  const scope = scopeOf(args);
  if (scope === 'file') throw new UsageError('A data source in a file is a file already: copy it.');
  const input = { scope, text: await readFile(file, 'utf8') };
  const seen = await admin.call('dsn.import', { ...input, look: true, choices: {} });
  const choices = choicesOf(seen.items, args.text('taken'));
  const { items } = await admin.call('dsn.import', { ...input, look: false, choices, ...elevation });
  if (args.flag('json')) printJson(items);
  else for (const item of items) remark(whatWasDone(item, scope, choices[item.name]));
  return 0;
}

function choicesOf(items: readonly ImportItem[], taken: string | undefined): Record<string, ImportChoice> {
  if (taken === undefined) return {};
  if (taken !== 'skip' && taken !== 'rename' && taken !== 'replace')
    throw new UsageError('--taken is one of skip, rename and replace.');
  const collisions = items.filter((item) => item.taken !== 'no');
  return Object.fromEntries(
    collisions.map(({ name, suggestion }) => [
      name,
      taken === 'rename' ? { action: taken, to: suggestion } : { action: taken },
    ]),
  );
}

function whatWasDone({ name, outcome }: ImportItem, scope: string, choice: ImportChoice | undefined): string {
  if (outcome === 'skip') return `Left the ${scope} data source ${name} as it is.`;
  if (outcome === 'replace') return `Replaced the ${scope} data source ${name}.`;
  const added = choice?.action === 'rename' ? choice.to : name;
  return `Added the ${scope} data source ${added}. Secrets are not part of an export; sign in anew.`;
}
