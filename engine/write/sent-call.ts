/** What Bitbucket is sent for a row, call by call. */
import type {
  CellValue,
  ColumnAction,
  ColumnDef,
  FormBody,
  ListItem,
  SentAgain,
  WriteCall,
} from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { fillPath } from '../scan/endpoint-path.ts';
import { jsonOf } from './body.ts';
import { bodyPath, pathNames, type WritePlan } from './write-plan.ts';

export interface SentCall {
  readonly method: WriteCall['method'];
  /** Below apiUrl, filled in. */
  readonly target: string;
  /** null: no body. */
  readonly members: readonly (readonly [path: string, value: unknown])[] | null;
  readonly again: readonly SentAgain[];
  /** The row is an item of a list that is sent again: with it, or without. */
  readonly item: (ListItem & { readonly value: CellValue; readonly isAdded: boolean }) | null;
  readonly form: (FormBody & { readonly fileName: string }) | null;
  /** It adds a row, by POST. */
  readonly isNew: boolean;
  /** The columns that it sets, as a message says them. */
  readonly sets: string;
}

export type Cells = ReadonlyMap<string, CellValue>;

/** The call of the rule itself; null where calls of their own set all columns. */
export function ownCall(
  plan: WritePlan,
  values: readonly (CellValue | undefined)[],
  cells: Cells,
  filled: ReadonlyMap<string, string>,
): SentCall | null {
  const { call, table, verb, actions, rules } = plan;
  const columns = plan.written.flatMap((column, index) =>
    actions.has(column) ? [] : [[column, values[index]] as const],
  );
  if (verb === 'UPDATE' && columns.length === 0) return null;
  const form = (verb === 'INSERT' ? rules.insert?.form : undefined) ?? null;
  const notSent = new Set([...pathNames(call.path), call.item?.column, form?.file?.name]);
  const members = columns.flatMap(([column, value]) =>
    value === undefined || (verb === 'INSERT' && (value === null || notSent.has(column.name)))
      ? []
      : [[bodyPath(table, column), jsonOf(column, value)] as const],
  );
  const { item } = call;
  return {
    method: call.method,
    target: fillPath(call.path, filled),
    members:
      call.method === 'DELETE'
        ? null
        : [...alwaysSent(call.always, filled), ...keptMembers(plan, cells), ...members],
    again: call.again ?? [],
    item:
      item === undefined
        ? null
        : { ...item, value: cells.get(item.column) ?? null, isAdded: verb === 'INSERT' },
    form: form === null ? null : { ...form, fileName: String(cells.get(form.file?.name ?? '') ?? '') },
    isNew: verb === 'INSERT' && call.method === 'POST',
    sets: columns.map(([{ name }]) => name).join(', '),
  };
}

function keptMembers(
  { verb, rules, table, written, keys }: WritePlan,
  cells: Cells,
): readonly (readonly [path: string, value: unknown])[] {
  const kept = verb === 'UPDATE' ? (rules.update?.kept ?? []) : [];
  return keys.flatMap((column) => {
    const cell = cells.get(column.name) ?? null;
    const isSent = kept.includes(column.name) && !written.includes(column) && cell !== null;
    return isSent ? [[bodyPath(table, column), jsonOf(column, cell)] as const] : [];
  });
}

export interface ChosenAction {
  readonly column: ColumnDef;
  readonly action: ColumnAction;
}

/** Those that the row needs: what is so already costs no call. Throws 22023 for a value that no action sets. */
export function actionsOf(
  { written, actions }: WritePlan,
  values: readonly (CellValue | undefined)[],
  cells: Cells,
): readonly ChosenAction[] {
  return written.flatMap((column, index) => {
    const choices = actions.get(column);
    if (choices === undefined) return [];
    const value = values[index] ?? null;
    const action = choices.find((one) => one.value === value);
    if (action === undefined) {
      throw new DrawbridgeError(
        SqlState.invalidParameterValue,
        `${column.name} cannot be set to ${String(value)}.`,
        { hint: `It takes ${choices.map((one) => String(one.value)).join(' and ')}.` },
      );
    }
    return cells.get(column.name) === value ? [] : [{ column, action }];
  });
}

export function actionCall({ action, column }: ChosenAction, filled: ReadonlyMap<string, string>): SentCall {
  const { method, path, always } = action;
  return {
    method,
    target: fillPath(path, filled),
    members: always === undefined || method === 'DELETE' ? null : alwaysSent(always, filled),
    again: [],
    item: null,
    form: null,
    isNew: false,
    sets: column.name,
  };
}

function alwaysSent(
  always: WriteCall['always'] = {},
  filled: ReadonlyMap<string, string>,
): readonly (readonly [path: string, value: unknown])[] {
  return Object.entries(always).map(([path, value]) => [
    path,
    value === '{workspace}' ? filled.get('workspace') : value,
  ]);
}
