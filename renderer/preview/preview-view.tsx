/** The Preview tab: choose a data source, write SQL, run it, look at the rows. Nothing runs by itself. */
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { useRefreshKey } from '../controls/use-refresh-key.ts';
import { messages } from '../messages.ts';
import { PaneSplitter } from './pane-splitter.tsx';
import { PreviewBar } from './preview-bar.tsx';
import { ResultArea } from './result-area.tsx';
import { activeTab } from './result-tabs.ts';
import { SchemaPane } from './schema-pane.tsx';
import { SqlEditor, type EditorHandle } from './sql-editor.tsx';
import { positionIn } from './statement-position.ts';
import { useTreePane } from './use-tree-pane.ts';
import './preview-view.css';

const text = messages.preview;
export function PreviewView() {
  const { preview, catalog, engine } = useServices();
  const dsn = useStore(preview, (state) => state.dsn);
  const sql = useStore(preview, (state) => state.sql);
  const run = useStore(preview, (state) => activeTab(state)?.run ?? null);
  const known = useStore(catalog);
  const editor = useRef<EditorHandle>(null);
  const [selection, setSelection] = useState<string | undefined>(undefined);
  const tree = useTreePane();
  const start = () => void preview.run(editor.current?.selected());
  useRefreshKey(start);
  useEffect(() => {
    const look = () => void catalog.look(dsn);
    const ends = [engine.onConnected(look), engine.on('dsn.changed', look)];
    return () => ends.forEach((end) => end());
  }, [catalog, engine, dsn]);
  const position = run?.failure?.position;
  return (
    <div className="preview">
      <PreviewBar
        treeShown={tree.isShown}
        onShowTree={tree.show}
        selection={selection}
        onRun={start}
        onExplain={() => preview.explain(editor.current?.selected())}
      />
      <div className="preview-body">
        {tree.isShown && (
          <>
            <SchemaPane
              width={tree.width}
              onInsert={(name) => editor.current?.insert(name)}
              onStatement={(statement) => editor.current?.addStatement(statement)}
            />
            <PaneSplitter
              width={tree.width}
              onResize={tree.resize}
              onResized={tree.keepWidth}
              label={text.treeWidth}
            />
          </>
        )}
        <div className="preview-main">
          <div className="preview-editor">
            <SqlEditor
              sql={sql}
              onChange={(changed) => preview.setSql(changed)}
              onSelect={setSelection}
              onRun={start}
              names={known}
              handle={editor}
              errorPosition={
                run === null || position === undefined ? null : positionIn(sql, run.sql, position)
              }
            />
          </div>
          {known.failure !== null && (
            <p className="quiet">
              {text.catalogFailed} {known.failure.message}
            </p>
          )}
          <ResultArea />
        </div>
      </div>
    </div>
  );
}
