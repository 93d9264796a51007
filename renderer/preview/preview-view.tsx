/** The Preview tab: choose a data source, write SQL, run it, look at the rows. Nothing runs by itself. */
import { Play, Square } from 'lucide-react';
import { useEffect } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { SelectBox } from '../controls/select-row.tsx';
import { messages } from '../messages.ts';
import { rowLimit } from './preview-store.ts';
import { RunResult } from './run-result.tsx';
import { SqlEditor } from './sql-editor.tsx';
import { useCatalogNames } from './use-catalog-names.ts';
import './preview-view.css';

const text = messages.preview;

export function PreviewView() {
  const { preview, dsns } = useServices();
  const { dsn, sql, limit, run } = useStore(preview);
  const entries = useStore(dsns, (state) => state.dsns ?? []).filter((entry) => entry.ours);
  const { names, failure } = useCatalogNames(dsn);
  const running = run.phase === 'running';
  const chosen = entries.some((entry) => entry.name === dsn) ? dsn : null;
  const limitIsWrong = rowLimit(limit) === undefined;
  const start = () => void preview.run();
  // A User and a System data source may share a name; connecting by it finds the User's.
  const choices = [...new Set(entries.map(({ name }) => name))];
  const onlyName = choices.length === 1 ? choices[0] : undefined;
  // With one data source there is nothing to choose; choosing it asks nothing of Bitbucket.
  useEffect(() => {
    if (dsn === null && onlyName !== undefined) preview.chooseDsn(onlyName);
  }, [dsn, onlyName, preview]);
  return (
    <div className="preview">
      <div className="preview-bar">
        <SelectBox
          label={text.dsn}
          placeholder={entries.length === 0 ? text.noDsn : text.choose}
          choices={choices.map((name) => ({ value: name, label: name }))}
          value={chosen}
          onChange={(name) => preview.chooseDsn(name)}
        />
        <Button
          variant="primary"
          isDisabled={running || chosen === null || sql.trim() === '' || limitIsWrong}
          onPress={start}
        >
          <Play aria-hidden size={13} fill="currentcolor" />
          {text.run}
        </Button>
        <Button isDisabled={!running} onPress={() => preview.cancel()}>
          <Square aria-hidden size={11} fill="currentcolor" />
          {text.cancel}
        </Button>
        <kbd className="quiet">{text.runShortcut}</kbd>
        <span className="foot-gap" />
        <TextField
          className="preview-limit"
          value={limit}
          onChange={(value) => preview.setLimit(value)}
          isInvalid={limitIsWrong}
          validationBehavior="aria"
        >
          <Label>{text.limit}</Label>
          <Input
            className="input"
            inputMode="numeric"
            title={limitIsWrong ? text.limitRange : text.limitHelp}
          />
        </TextField>
      </div>
      <div className="preview-editor">
        <SqlEditor
          sql={sql}
          onChange={(changed) => preview.setSql(changed)}
          onRun={start}
          names={names}
          errorPosition={run.sql === sql ? (run.failure?.position ?? null) : null}
        />
      </div>
      {failure !== null && (
        <p className="quiet">
          {text.catalogFailed} {failure.message}
        </p>
      )}
      <RunResult run={run} />
    </div>
  );
}
