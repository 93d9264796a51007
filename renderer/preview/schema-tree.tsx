/**
 * Schemas, tables and columns as a tree. Enter and double click put a name into the statement, Shift+Enter a SELECT
 * of the table. Only the rows in view are drawn, since a workspace may have thousands of repositories.
 */
import { ChevronRight, Columns3, Database, Folder, KeyRound, Link2, Table2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import {
  Button,
  Collection,
  ListLayout,
  Tree,
  TreeItem,
  TreeItemContent,
  Virtualizer,
} from 'react-aria-components';
import { messages } from '../messages.ts';
import { findNode, shownChildren, type TreeNode } from './schema-tree-model.ts';

const text = messages.preview;
const layoutOptions = { rowHeight: 24 };

export interface SchemaTreeProps {
  readonly nodes: readonly TreeNode[];
  readonly expanded: ReadonlySet<string>;
  readonly onExpand: (ids: ReadonlySet<string>) => void;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly onAct: (node: TreeNode) => void;
  readonly onSelectStatement: (node: TreeNode) => void;
  /** Stands where there is nothing. */
  readonly empty: string;
}

export function SchemaTree(props: SchemaTreeProps) {
  const { nodes, expanded, onExpand, selected, onSelect, onAct, onSelectStatement, empty } = props;
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey || !(event.target instanceof HTMLElement)) return;
    const node = findNode(nodes, event.target.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null);
    if (node === null) return;
    event.preventDefault();
    event.stopPropagation();
    onSelectStatement(node);
  };
  return (
    <div className="schema-tree-place" onKeyDownCapture={press}>
      <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
        <Tree
          className="schema-tree"
          aria-label={text.tree}
          items={nodes}
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={selected === null ? [] : [selected]}
          onSelectionChange={(keys) => onSelect(keys === 'all' ? null : String([...keys][0] ?? '') || null)}
          expandedKeys={expanded}
          onExpandedChange={(keys) => onExpand(new Set([...keys].map(String)))}
          onAction={(key) => {
            const node = findNode(nodes, String(key));
            if (node !== null) onAct(node);
          }}
          renderEmptyState={() => <p className="schema-empty quiet">{empty}</p>}
        >
          {entry}
        </Tree>
      </Virtualizer>
    </div>
  );
}

function entry(node: TreeNode) {
  return (
    <TreeItem id={node.id} textValue={labelOf(node)} aria-label={labelOf(node)} className="schema-row">
      <TreeItemContent>
        {({ hasChildItems }) => (
          <div className="schema-cell" data-kind={node.kind} title={titleOf(node)}>
            {hasChildItems ? (
              <Button slot="chevron" className="schema-chevron">
                <ChevronRight aria-hidden size={13} />
              </Button>
            ) : (
              <span className="schema-chevron" />
            )}
            <NodeIcon node={node} />
            <span className="schema-name">{node.kind === 'none' ? text.treeNoTables : node.name}</span>
            {node.kind === 'column' && <span className="schema-type">{node.column.type}</span>}
          </div>
        )}
      </TreeItemContent>
      <Collection items={shownChildren(node)}>{entry}</Collection>
    </TreeItem>
  );
}

function NodeIcon({ node }: { node: TreeNode }) {
  const look = { 'aria-hidden': true, size: 13, className: 'schema-icon' } as const;
  switch (node.kind) {
    case 'catalog':
      return <Database {...look} />;
    case 'schema':
      return <Folder {...look} />;
    case 'none':
      return null;
    case 'table':
      return <Table2 {...look} />;
    case 'column':
      if (node.isKey) return <KeyRound {...look} />;
      return node.refersTo === null ? <Columns3 {...look} /> : <Link2 {...look} />;
  }
}

function labelOf(node: TreeNode): string {
  if (node.kind === 'none') return text.treeNoTables;
  if (node.kind !== 'column') return node.name;
  const keys = [
    ...(node.isKey ? [text.primaryKey] : []),
    ...(node.refersTo === null ? [] : [text.refersTo(node.refersTo)]),
  ];
  return [node.name, node.column.type, ...keys].join(', ');
}

function titleOf(node: TreeNode): string {
  if (node.kind === 'table') return node.table.description;
  return node.kind === 'column' ? node.column.description : '';
}
