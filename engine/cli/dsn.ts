import { readFile, writeFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { AdminClient } from '../admin/client.ts';
import type { DsnScope } from '../admin/contract.ts';
import { readArguments, UsageError, type Arguments } from './arguments.ts';
import { print, printJson, remark, remarkNotice, type Command } from './command.ts';
import { withEngine } from './engine.ts';

type Verb = (args: Arguments, admin: AdminClient, rest: readonly string[]) => Promise<number>;

const scopeOf = (args: Arguments): DsnScope => (args.flag('system') ? 'system' : 'user');

export const dsn: Command = {
  name: 'dsn',
  usage:
    'dsn list | show NAME | add NAME Key=Value … [--secrets -] | edit NAME Key=Value … [--secrets -] | remove NAME | test NAME | export [NAME] [--output FILE] | import FILE   [--system]',
  summary: 'List, show, add, change, remove, test, export and import data sources',
  async run(argv) {
    const args = readArguments(argv, { system: 'flag', secrets: 'text', output: 'text' });
    const [name, ...rest] = args.positionals;
    const verb = verbs[name ?? ''];
    if (verb === undefined)
      throw new UsageError(`What shall be done? One of ${Object.keys(verbs).join(', ')}.`);
    return withEngine(args, (admin) => verb(args, admin, rest));
  },
};

function one(rest: readonly string[]): string {
  const [name, ...more] = rest;
  if (name === undefined || more.length > 0) throw new UsageError('Give the name of one data source.');
  return name;
}

/** `Key=Value` arguments; an empty value takes the property away. */
function assignments(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`'${pair}' is not of the form Key=Value.`);
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
}

/** Secrets come on standard input, since a command line can be read by every user of the machine. */
async function secretsOf(args: Arguments): Promise<Record<string, string>> {
  const source = args.text('secrets');
  if (source === undefined) return {};
  if (source !== '-') throw new UsageError('--secrets takes -, and Key=Value lines on standard input.');
  const lines = (await readAll(process.stdin)).split(/\r?\n/).filter((line) => line.trim() !== '');
  return assignments(lines);
}

async function save(
  args: Arguments,
  admin: AdminClient,
  rest: readonly string[],
  mode: 'add' | 'edit',
): Promise<number> {
  const [name, ...pairs] = rest;
  if (name === undefined) throw new UsageError('Give the name of the data source.');
  const scope = scopeOf(args);
  const { Description, ...given } = assignments(pairs);
  const secrets = await secretsOf(args);
  const before = mode === 'edit' ? await admin.call('dsn.get', { name, scope }) : null;
  const values = merged(before?.values ?? {}, given);
  const { entry } = await admin.call('dsn.save', {
    name,
    scope,
    ...(before === null ? {} : { previousName: before.entry.name }),
    description: Description ?? before?.entry.description ?? '',
    values,
    secrets,
  });
  if (args.flag('json')) printJson(entry);
  else remark(`${mode === 'add' ? 'Added' : 'Changed'} the ${scope} data source ${name}.`);
  return 0;
}

/** Property names match without regard to case and spaces, so an edit replaces whatever spelling stands there. */
function merged(
  values: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>>,
): Record<string, string> {
  const plain = (name: string): string => name.replaceAll(' ', '').toLowerCase();
  const changed = new Set(Object.keys(changes).map(plain));
  const kept = Object.entries(values).filter(([name]) => !changed.has(plain(name)));
  return Object.fromEntries([...kept, ...Object.entries(changes).filter(([, value]) => value !== '')]);
}

const verbs: Readonly<Record<string, Verb>> = {
  async list(args, admin) {
    const { dsns } = await admin.call('dsn.list', {});
    if (args.flag('json')) printJson(dsns);
    else for (const { name, scope, driver } of dsns) print(`${name}\t${scope}\t${driver}`);
    return 0;
  },

  async show(args, admin, rest) {
    const { entry, values, secrets, signedIn, notices } = await admin.call('dsn.get', {
      name: one(rest),
      scope: scopeOf(args),
    });
    if (args.flag('json')) {
      printJson({ ...entry, values, secrets, signedIn });
      return 0;
    }
    print(`[${entry.name}] (${entry.scope}, ${entry.driver})`);
    for (const [name, value] of Object.entries(values)) print(`${name}=${value}`);
    for (const name of secrets) print(`${name}: kept in the vault`);
    print(signedIn ? 'Signed in.' : 'Not signed in.');
    notices.forEach(remarkNotice);
    return 0;
  },

  add: (args, admin, rest) => save(args, admin, rest, 'add'),
  edit: (args, admin, rest) => save(args, admin, rest, 'edit'),

  async remove(args, admin, rest) {
    const name = one(rest);
    await admin.call('dsn.remove', { name, scope: scopeOf(args) });
    remark(`Removed the ${scopeOf(args)} data source ${name}.`);
    return 0;
  },

  async test(args, admin, rest) {
    const result = await admin.call('dsn.test', { name: one(rest), scope: scopeOf(args) });
    if (args.flag('json')) printJson(result);
    else if (result.ok) print(result.message);
    else
      remark(
        `drawbridge: ${result.message}${result.failure?.hint === undefined ? '' : ` ${result.failure.hint}`}`,
      );
    return result.ok ? 0 : 1;
  },

  async export(args, admin, rest) {
    const { dsns } = await admin.call('dsn.list', {});
    const wanted = dsns.filter(
      ({ name, scope, ours }) => ours && scope === scopeOf(args) && (rest.length === 0 || name === rest[0]),
    );
    if (rest.length > 0 && wanted.length === 0)
      throw new UsageError(`There is no data source ${rest[0]} of ours to export.`);
    const exported = [];
    for (const { name, scope, description } of wanted) {
      const { values } = await admin.call('dsn.get', { name, scope });
      exported.push({ name, description, values });
    }
    const text = `${JSON.stringify({ format: 1, dataSources: exported }, null, 2)}\n`;
    const file = args.text('output');
    if (file === undefined) process.stdout.write(text);
    else await writeFile(file, text);
    return 0;
  },

  async import(args, admin, rest) {
    const file = one(rest);
    for (const { name, description, values } of dataSources(await readFile(file, 'utf8'), file)) {
      await admin.call('dsn.save', { name, scope: scopeOf(args), description, values, secrets: {} });
      remark(
        `Added the ${scopeOf(args)} data source ${name}. Secrets are not part of an export; sign in anew.`,
      );
    }
    return 0;
  },
};

interface ExportedDataSource {
  readonly name: string;
  readonly description: string;
  readonly values: Record<string, string>;
}

function dataSources(text: string, file: string): readonly ExportedDataSource[] {
  try {
    const value = JSON.parse(text) as { format?: unknown; dataSources?: unknown };
    if (value.format === 1 && Array.isArray(value.dataSources))
      return value.dataSources as ExportedDataSource[];
  } catch {
    // Falls through to the one message below: what is not JSON is not an export either.
  }
  throw new UsageError(`${file} is not a file that "drawbridge dsn export" wrote.`);
}
