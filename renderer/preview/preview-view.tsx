/** The Preview tab: choose a data source, write SQL, run it, look at the rows. Nothing runs by itself. */
import { Play, Square } from 'lucide-react';
import { useEffect } from 'react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { SelectBox } from '../controls/select-row.tsx';
import { useRefreshKey } from '../controls/use-refresh-key.ts';
import { messages } from '../messages.ts';
import { rowLimit } from './preview-store.ts';
import { RunResult } from './run-result.tsx';
import { SqlEditor } from './sql-editor.tsx';
import { useCatalogNames } from './use-catalog-names.ts';
import './preview-view.css';

const text = messages.preview;

export function PreviewView() {
  const { preview, dsns, window } = useServices();
  const { dsn, sql, limit, run } = useStore(preview);
  const entries = useStore(dsns, (state) => state.dsns ?? []).filter((entry) => entry.ours);
  const { names, failure } = useCatalogNames(dsn);
  const running = run.phase === 'running';
  const isFile = dsn?.startsWith('FILEDSN=') === true;
  const chosen = isFile || entries.some((entry) => entry.name === dsn) ? dsn : null;
  const limitIsWrong = rowLimit(limit) === undefined;
  const start = () => void preview.run();
  useRefreshKey(start);
  // A User and a System data source may share a name; connecting by it finds the User's.
  const dsnNames = entries.map(({ name }) => name);
  const choices = [...new Set(isFile ? [dsn, ...dsnNames] : dsnNames)];
  const selected = useStore(window, (state) => state.selected?.name);
  const obvious = choices.length === 1 ? choices[0] : choices.find((name) => name === selected);
  // The only one there is, or the one that is selected in the list; choosing it asks nothing of Bitbucket.
  useEffect(() => {
    if (chosen === null && obvious !== undefined) preview.chooseDsn(obvious);
  }, [chosen, obvious, preview]);
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
          <FieldError className="field-error">{text.limitRange}</FieldError>
          <Label>{text.limit}</Label>
          <Input
            className="input"
            inputMode="numeric"
            title={text.limitHelp}
            onKeyDown={(event) => {
              if (event.key === 'Enter') start();
            }}
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
