/** Data sources as a file: what `dsn export` writes and `dsn import` reads. Secrets and sign-ins are not in it. */
import { readFile } from 'node:fs/promises';
import type { AdminClient } from '../admin/client.ts';
import type { DsnScope } from '../admin/contract.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

interface ExportedDataSource {
  readonly name: string;
  readonly description: string;
  readonly values: Record<string, string>;
}

const format = 1;

/** All data sources of ours in this scope, or the one of that name. Throws 3D000 when there is none. */
export async function exported(admin: AdminClient, scope: DsnScope, name?: string): Promise<string> {
  const { dsns } = await admin.call('dsn.list', {});
  const wanted = dsns.filter(
    (entry) => entry.ours && entry.scope === scope && (name === undefined || same(entry.name, name)),
  );
  if (name !== undefined && wanted.length === 0) {
    throw new DrawbridgeError(
      SqlState.unknownDatabase,
      `There is no ${scope} data source of ours named "${name}".`,
      { hint: '"drawbridge dsn list" shows those that are there.' },
    );
  }
  const dataSources: ExportedDataSource[] = [];
  for (const key of wanted) {
    const { entry, values } = await admin.call('dsn.get', { name: key.name, scope });
    const plain = Object.entries(values).map(([key, value]) => [key, withoutLogin(value)] as const);
    dataSources.push({
      name: entry.name,
      description: entry.description,
      values: Object.fromEntries(plain),
    });
  }
  return `${JSON.stringify({ format, dataSources }, null, 2)}\n`;
}

/** The address of a proxy may hold a name and a password. */
function withoutLogin(value: string): string {
  return value.replace(/^(\w+:\/\/)[^/?#]*@/, '$1');
}

/** All of the file or nothing: whatever fails, those that were added before it are taken away again. */
export async function imported(
  admin: AdminClient,
  scope: DsnScope,
  file: string,
): Promise<readonly string[]> {
  const sources = dataSources(await readFile(file, 'utf8'), file);
  const added: string[] = [];
  try {
    for (const { name, description, values } of sources) {
      await admin.call('dsn.save', { name, scope, description, values, secrets: {} });
      added.push(name);
    }
  } catch (error) {
    for (const name of added) await admin.call('dsn.remove', { name, scope });
    throw error;
  }
  return added;
}

function dataSources(text: string, file: string): readonly ExportedDataSource[] {
  const content = parse(text);
  if (isRecord(content) && content['format'] === format) {
    const list = content['dataSources'];
    if (Array.isArray(list) && list.every(isDataSource)) return list;
  }
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `${file} is not a file that "drawbridge dsn export" wrote.`,
    { hint: 'Nothing was imported.' },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isDataSource(value: unknown): value is ExportedDataSource {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    typeof value['description'] === 'string' &&
    isRecord(value['values']) &&
    Object.values(value['values']).every((text) => typeof text === 'string')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
