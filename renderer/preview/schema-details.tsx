/** What is to be said of the entry that is chosen in the schema tree, and what can be done with it. */
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import type { TreeNode } from './schema-tree-model.ts';

const text = messages.preview;

export interface SchemaDetailsProps {
  readonly node: TreeNode | null;
  readonly onInsert: (name: string) => void;
  readonly onSelectStatement: (node: TreeNode) => void;
}

export function SchemaDetails({ node, onInsert, onSelectStatement }: SchemaDetailsProps) {
  if (node === null || node.kind === 'none') return <p className="schema-details quiet">{text.treeHint}</p>;
  return (
    <div className="schema-details">
      <p className="selectable">
        <strong>{node.name}</strong> {summaryOf(node)}
      </p>
      {node.kind === 'table' && <p className="selectable">{node.table.description}</p>}
      {node.kind === 'column' && <p className="selectable">{node.column.description}</p>}
      <div className="schema-buttons">
        <Button onPress={() => onInsert(node.insert)}>{text.insertName}</Button>
        {node.kind === 'table' && (
          <Button onPress={() => onSelectStatement(node)}>{text.insertSelect}</Button>
        )}
      </div>
    </div>
  );
}

function summaryOf(node: Exclude<TreeNode, { kind: 'none' }>): string {
  switch (node.kind) {
    case 'catalog':
      return text.treeCatalog;
    case 'schema':
      return text.schemaKinds[node.schema.kind];
    case 'table':
      return text.treeTable(node.table.columns.length, node.table.primaryKey);
    case 'column':
      return [
        node.column.type,
        node.column.nullable ? text.nullable : text.notNull,
        ...(node.isKey ? [text.primaryKey] : []),
        ...(node.refersTo === null ? [] : [text.refersTo(node.refersTo)]),
      ].join(', ');
  }
}
