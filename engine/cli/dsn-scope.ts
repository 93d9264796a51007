/** Which data source is meant: `--system`, `--file`, else one of the user's. */
import path from 'node:path';
import type { DsnScope } from '../admin/contract.ts';
import { UsageError, type Arguments } from './arguments.ts';

export function scopeOf(args: Arguments): DsnScope {
  if (args.flag('system') && args.flag('file')) throw new UsageError('Give one of --system and --file.');
  return args.flag('system') ? 'system' : args.flag('file') ? 'file' : 'user';
}

/** A file without a folder is looked for where ODBC does; any other path counts from the current folder. */
export function dsnKey(args: Arguments, name: string): { name: string; scope: DsnScope } {
  const scope = scopeOf(args);
  return { scope, name: scope === 'file' && path.basename(name) !== name ? path.resolve(name) : name };
}
