import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { AdminClient } from '../admin/client.ts';
import type { DsnHealth, HealthStateName } from '../admin/contract.ts';
import { expectNoMore, readArguments, UsageError, type Arguments } from './arguments.ts';
import { print, printJson, remark, remarkFailure, remarkNotice, type Command } from './command.ts';
import { connect } from './dsn-connect.ts';
import { dsnKey, scopeOf } from './dsn-scope.ts';
import { exportDsns, importDsns } from './dsn-transfer.ts';
import { elevateOf, withEngine, withWritingEngine } from './engine.ts';
import { testFailure, testReport } from './test-report.ts';

type DsnKey = Pick<DsnHealth, 'name' | 'scope'>;

type Verb = (args: Arguments, admin: AdminClient, rest: readonly string[]) => Promise<number>;

/** Verbs that write. */
const writing = new Set(['add', 'edit', 'copy', 'remove', 'import', 'directory']);

export const dsn: Command = {
  name: 'dsn',
  usage:
    'dsn list | show NAME | add NAME Key=Value … [--secrets -] | edit NAME Key=Value … [--secrets -] | copy NAME NEW | remove NAME | test NAME | export [NAME] [--output FILE] | import FILE [--taken skip|rename|replace] | connect NAME [--for APPLICATION] [--save FILE [--table A,B]] | directory [FOLDER]   [--system | --file] [--elevate]',
  summary:
    'List, show, add, change, copy, remove, test, export, import data sources, and connect applications to them',
  async run(argv) {
    const args = readArguments(argv, {
      system: 'flag',
      file: 'flag',
      elevate: 'flag',
      secrets: 'text',
      output: 'text',
      taken: 'text',
      for: 'text',
      save: 'text',
      table: 'text',
    });
    const [name, ...rest] = args.positionals;
    const verb = new Map(Object.entries(verbs)).get(name ?? '');
    if (verb === undefined)
      throw new UsageError(`What shall be done? One of ${Object.keys(verbs).join(', ')}.`);
    if (args.text('secrets') !== undefined && name !== 'add' && name !== 'edit')
      throw new UsageError(`--secrets is not expected with ${name}.`);
    if (args.text('output') !== undefined && name !== 'export')
      throw new UsageError(`--output is not expected with ${name}.`);
    const stray = ['for', 'save', 'table'].find((option) => args.text(option) !== undefined);
    if (stray !== undefined && name !== 'connect')
      throw new UsageError(`--${stray} is not expected with ${name}.`);
    if (args.text('taken') !== undefined && name !== 'import')
      throw new UsageError(`--taken is not expected with ${name}.`);
    const task = (admin: AdminClient): Promise<number> => verb(args, admin, rest);
    // By sudo a file's command, too, is meant to have the rights that the account's engine has not.
    const forMachine = args.flag('system') || (args.flag('file') && process.env['SUDO_UID'] !== undefined);
    return forMachine && writing.has(name ?? '') ? withWritingEngine(args, task) : withEngine(args, task);
  },
};

function one(rest: readonly string[]): string {
  const [name, ...more] = rest;
  if (name === undefined || more.length > 0) throw new UsageError('Give the name of one data source.');
  return name;
}

/**
 * `Key=Value` texts, of which the last counts for each key; an empty value takes the property away. What is wrong is
 * named by its place, since a text that went astray may be a secret.
 */
function assignments(texts: readonly string[], what: string): Record<string, string> {
  const pairs = new Map<string, readonly [key: string, value: string]>();
  for (const [index, text] of texts.entries()) {
    const at = text.indexOf('=');
    const key = text.slice(0, Math.max(at, 0)).trim();
    if (key === '') throw new UsageError(`${what} ${index + 1} is not of the form Key=Value.`);
    pairs.set(folded(key), [key, text.slice(at + 1)]);
  }
  return Object.fromEntries(pairs.values());
}

/** Names of properties match without regard to case and spaces. */
function folded(name: string): string {
  return name.replaceAll(/\s/g, '').toLowerCase();
}

/** Secrets come on standard input, since a command line can be read by every user of the machine. */
async function secretsOf(args: Arguments): Promise<Record<string, string>> {
  const source = args.text('secrets');
  if (source === undefined) return {};
  if (source !== '-') throw new UsageError('--secrets takes -, and Key=Value lines on standard input.');
  const lines = (await readAll(process.stdin)).split(/\r?\n/).filter((line) => line.trim() !== '');
  return assignments(lines, 'Line');
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
  const key = dsnKey(args, name);
  const all = Object.entries(assignments(pairs, 'Property'));
  const isDescription = ([key]: readonly [string, string]): boolean => folded(key) === 'description';
  const given = Object.fromEntries(all.filter((pair) => !isDescription(pair)));
  const secrets = await secretsOf(args);
  const before = mode === 'edit' ? await admin.call('dsn.get', key) : null;
  const values = merged(before?.values ?? {}, given);
  const { entry, notices = [] } = await admin.call('dsn.save', {
    ...key,
    ...elevateOf(args),
    ...(before === null ? {} : { previousName: before.entry.name }),
    description: all.find(isDescription)?.[1] ?? before?.entry.description ?? '',
    values,
    secrets,
  });
  if (args.flag('json')) printJson(entry);
  else remark(`${mode === 'add' ? 'Added' : 'Changed'} the ${scope} data source ${name}.`);
  notices.forEach(remarkNotice);
  if (Object.keys(secrets).some((key) => folded(key) === 'apitoken'))
    remark('An API token ends after a year at the latest, and Bitbucket does not say when: note the date.');
  return 0;
}

/** An edit replaces whatever spelling stands there. */
function merged(
  values: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>>,
): Record<string, string> {
  const changed = new Set(Object.keys(changes).map(folded));
  const kept = Object.entries(values).filter(([name]) => !changed.has(folded(name)));
  return Object.fromEntries([...kept, ...Object.entries(changes).filter(([, value]) => value !== '')]);
}

/** The worst state of each data source of ours; null for those of other drivers. */
async function healthWords(
  admin: AdminClient,
  files: string[],
): Promise<(key: DsnKey) => HealthStateName | null> {
  const { dsns } = await admin.call('health.list', { files });
  return ({ name, scope }) =>
    dsns.find((one) => one.name === name && one.scope === scope)?.findings[0]?.state ?? null;
}

const verbs: Readonly<Record<string, Verb>> = {
  async list(args, admin, rest) {
    expectNoMore(rest);
    const dsns = args.flag('file')
      ? (await admin.call('folder.list', { path: '' })).dataSources
      : (await admin.call('dsn.list', {})).dsns.filter(
          ({ scope }) => !args.flag('system') || scope === 'system',
        );
    const files = dsns.filter(({ scope, ours }) => scope === 'file' && ours).map(({ name }) => name);
    const words = await healthWords(admin, files);
    const listed = dsns.map((entry) => ({ ...entry, health: words(entry) }));
    if (args.flag('json')) printJson(listed);
    else
      for (const { name, scope, driver, health } of listed)
        print([name, scope, driver, health ?? ''].join('\t').trimEnd());
    return 0;
  },

  async show(args, admin, rest) {
    const { entry, values, secrets, signedIn, notices } = await admin.call(
      'dsn.get',
      dsnKey(args, one(rest)),
    );
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
    await admin.call('dsn.remove', { ...dsnKey(args, name), ...elevateOf(args) });
    remark(`Removed the ${scopeOf(args)} data source ${name}.`);
    return 0;
  },

  async test(args, admin, rest) {
    const result = await admin.call('dsn.test', dsnKey(args, one(rest)));
    if (args.flag('json')) printJson(result);
    else if (result.ok) testReport(result).forEach(print);
    if (!args.flag('json')) result.notices.forEach(remarkNotice);
    if (!result.ok) remarkFailure(testFailure(result));
    return result.ok ? 0 : 1;
  },

  async copy(args, admin, rest) {
    const [name, copy, ...more] = rest;
    if (name === undefined || copy === undefined)
      throw new UsageError('Give the name of a data source, and the name of the new one.');
    expectNoMore(more);
    const to = dsnKey(args, copy);
    const { entry } = await admin.call('dsn.duplicate', { ...dsnKey(args, name), to, ...elevateOf(args) });
    if (args.flag('json')) printJson(entry);
    else remark(`Added the ${to.scope} data source ${copy}. A sign-in is not copied; sign in anew.`);
    return 0;
  },

  export: exportDsns,
  import: (args, admin, rest) => importDsns(args, admin, one(rest), elevateOf(args)),

  /** Where ODBC looks for data sources in files. */
  async directory(args, admin, rest) {
    const [folder, ...more] = rest;
    expectNoMore(more);
    if (folder === undefined) print((await admin.call('folder.list', { path: '' })).defaultFolder);
    else await admin.call('fileDsn.setDirectory', { path: path.resolve(folder), ...elevateOf(args) });
    return 0;
  },

  connect: (args, admin, rest) => connect(args, admin, dsnKey(args, one(rest))),
};
