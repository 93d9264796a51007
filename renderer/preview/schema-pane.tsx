/** The pane beside the editor: filter, tree, what is chosen in it, and the way to the rest of the schemas. */
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { SearchBox } from '../controls/search-box.tsx';
import { messages } from '../messages.ts';
import { SchemaDetails } from './schema-details.tsx';
import { SchemaTree } from './schema-tree.tsx';
import { catalogId, findNode, openIds, treeOf, type TreeNode } from './schema-tree-model.ts';
import { selectStatement } from './sql-name.ts';
import './schema-pane.css';

const text = messages.preview;

export interface SchemaPaneProps {
  readonly width: number;
  /** Puts a name where the editor's cursor is. */
  readonly onInsert: (name: string) => void;
  /** Writes a statement into the editor; nothing runs. */
  readonly onStatement: (statement: string) => void;
}

export function SchemaPane({ width, onInsert, onStatement }: SchemaPaneProps) {
  const { catalog } = useServices();
  const state = useStore(catalog);
  const [filter, setFilter] = useState('');
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => new Set([catalogId]));
  const [selected, setSelected] = useState<string | null>(null);
  const nodes = treeOf(state, expanded, filter);
  const open = filter.trim() === '' ? expanded : new Set([...expanded, ...openIds(nodes)]);
  const chosen = findNode(nodes, selected);
  const act = (node: TreeNode) => {
    if (node.kind === 'table' || node.kind === 'column') onInsert(node.insert);
    else setExpanded((known) => toggled(known, node.id));
  };
  const select = (node: TreeNode) => {
    if (node.kind === 'table') onStatement(selectStatement(node.schema, node.table));
  };
  return (
    <section className="schema-pane" aria-label={text.tree} style={{ width }}>
      <SearchBox label={text.treeFilter} value={filter} onChange={setFilter} />
      <SchemaTree
        nodes={nodes}
        expanded={open}
        onExpand={setExpanded}
        selected={selected}
        onSelect={setSelected}
        onAct={act}
        onSelectStatement={select}
        empty={filter === '' ? text.treeEmpty : text.treeNoMatch}
      />
      {state.listFailure !== null && <FailureNote failure={state.listFailure} title={text.listFailed} />}
      {state.phase !== 'empty' && (
        <Button isDisabled={state.phase === 'listing'} onPress={() => void catalog.listAll()}>
          {state.phase === 'listing'
            ? text.listing
            : state.phase === 'listed'
              ? text.listAgain
              : text.listAll}
        </Button>
      )}
      <SchemaDetails node={chosen} onInsert={onInsert} onSelectStatement={select} />
    </section>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
