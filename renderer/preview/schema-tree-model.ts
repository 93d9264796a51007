/** The schema tree as plain nodes. Only what is open has children here, so that 1,000 schemas cost 1,000 nodes. */
import type { TreeTable } from '../../engine/admin/contract.ts';
import type { CatalogState, TreeSchema } from './catalog-store.ts';
import { quotedName, tableName } from './sql-name.ts';

interface NodeBase {
  readonly id: string;
  readonly name: string;
  /** What is put into the statement for it. */
  readonly insert: string;
  readonly children: readonly TreeNode[];
}

export type TreeNode =
  | (NodeBase & { readonly kind: 'catalog' })
  | (NodeBase & { readonly kind: 'schema'; readonly schema: TreeSchema })
  | (NodeBase & { readonly kind: 'table'; readonly schema: string; readonly table: TreeTable })
  /** Stands in a schema without tables; and in what is closed, which could not be opened without a child. */
  | (NodeBase & { readonly kind: 'none' })
  | (NodeBase & {
      readonly kind: 'column';
      readonly column: TreeTable['columns'][number];
      readonly isKey: boolean;
      /** `Table.Column` that a foreign key leads to. */
      readonly refersTo: string | null;
    });

export const catalogId = 'catalog';

/** As it may stand in a selector of CSS. */
const idOf = (...path: readonly string[]): string =>
  path.map((name) => `/${encodeURIComponent(name)}`).join('');

/** What the tree shows below a node. */
export function shownChildren(node: TreeNode): readonly TreeNode[] {
  if (node.kind === 'column' || node.kind === 'none' || node.children.length > 0) return node.children;
  return [{ kind: 'none', id: `${node.id}-none`, name: '', insert: '', children: [] }];
}

/** `filter` keeps the tables and columns whose names hold it, with what they stand in, and opens these. */
export function treeOf(
  { catalog, schemas, tables }: Pick<CatalogState, 'catalog' | 'schemas' | 'tables'>,
  expanded: ReadonlySet<string>,
  filter: string,
): readonly TreeNode[] {
  if (catalog === '') return [];
  const wanted = filter.trim().toLowerCase();
  const matches = (name: string): boolean => wanted === '' || name.toLowerCase().includes(wanted);
  const isOpen = (id: string): boolean => expanded.has(id);

  const tableNode = (schema: string, table: TreeTable, all: boolean): TreeNode | null => {
    const id = idOf(schema, table.name);
    const whole = all || matches(table.name);
    const columns = table.columns.filter(({ name }) => whole || matches(name));
    if (!whole && columns.length === 0) return null;
    return {
      kind: 'table',
      id,
      name: table.name,
      insert: tableName(schema, table.name),
      schema,
      table,
      children: isOpen(id) || !whole ? columns.map((column) => columnNode(schema, table, column)) : [],
    };
  };
  const schemaNode = (schema: TreeSchema): TreeNode | null => {
    const id = idOf(schema.name);
    const whole = matches(schema.name);
    const inside = tables[schema.kind] ?? [];
    const shown = isOpen(id) || (wanted !== '' && !whole);
    const children = shown
      ? inside.flatMap((table) => tableNode(schema.name, table, wanted === '' || whole) ?? [])
      : [];
    if (!whole && children.length === 0) return null;
    return { kind: 'schema', id, name: schema.name, insert: quotedName(schema.name), schema, children };
  };
  return [
    {
      kind: 'catalog',
      id: catalogId,
      name: catalog,
      insert: quotedName(catalog),
      children:
        isOpen(catalogId) || wanted !== '' ? schemas.flatMap((schema) => schemaNode(schema) ?? []) : [],
    },
  ];
}

function columnNode(schema: string, table: TreeTable, column: TreeTable['columns'][number]): TreeNode {
  const key = table.foreignKeys.find(({ columns }) => columns.includes(column.name));
  const place = key?.columns.indexOf(column.name) ?? -1;
  return {
    kind: 'column',
    id: idOf(schema, table.name, column.name),
    name: column.name,
    insert: quotedName(column.name),
    column,
    isKey: table.primaryKey.includes(column.name),
    refersTo: key === undefined ? null : `${key.references.table}.${key.references.columns[place] ?? ''}`,
    children: [],
  };
}

/** Those that have to be open for everything in the nodes to be seen. */
export function openIds(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap(({ id, children }) => (children.length === 0 ? [] : [id, ...openIds(children)]));
}

export function findNode(nodes: readonly TreeNode[], id: string | null): TreeNode | null {
  for (const node of nodes) {
    const found = node.id === id ? node : findNode(node.children, id);
    if (found !== null) return found;
  }
  return null;
}
