/** What stands above the editor: the data source, Run, Cancel, Plan, and the row limit. */
import { PanelLeft, Play, ScrollText, Square } from 'lucide-react';
import { useEffect } from 'react';
import { FieldError, Input, Label, TextField, ToggleButton } from 'react-aria-components';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { SelectBox } from '../controls/select-row.tsx';
import { messages } from '../messages.ts';
import { choicesOf } from './dsn-choices.ts';
import { rowLimit } from './preview-store.ts';

const text = messages.preview;

export interface PreviewBarProps {
  readonly treeShown: boolean;
  readonly onShowTree: (shown: boolean) => void;
  /** What is selected in the editor, which then runs alone. */
  readonly selection: string | undefined;
  readonly onRun: () => void;
  readonly onExplain: () => void;
}

export function PreviewBar({ treeShown, onShowTree, selection, onRun, onExplain }: PreviewBarProps) {
  const { preview, dsns, window } = useServices();
  const { dsn, sql, limit } = useStore(preview);
  const running = useStore(preview, ({ tabs }) => tabs.some(({ run }) => run.phase === 'running'));
  const entries = useStore(dsns, (state) => state.dsns ?? []).filter((entry) => entry.ours);
  const choices = choicesOf(entries, dsn);
  const chosen = choices.some(({ value }) => value === dsn) ? dsn : null;
  const limitIsWrong = rowLimit(limit) === undefined;
  const selected = useStore(window, (state) => state.selected?.name);
  const obvious =
    choices.length === 1 ? choices[0]?.value : choices.find(({ value }) => value === selected)?.value;
  // The only one there is, or the one that is selected in the list; choosing it asks nothing of Bitbucket.
  useEffect(() => {
    if (chosen === null && obvious !== undefined) preview.chooseDsn(obvious);
  }, [chosen, obvious, preview]);
  const cannotRun = running || chosen === null || sql.trim() === '' || limitIsWrong;
  return (
    <div className="preview-bar">
      <ToggleButton
        className="icon-button"
        aria-label={text.showTree}
        isSelected={treeShown}
        onChange={onShowTree}
      >
        <PanelLeft aria-hidden size={15} />
      </ToggleButton>
      <SelectBox
        label={text.dsn}
        placeholder={choices.length === 0 ? text.noDsn : text.choose}
        choices={choices}
        value={chosen}
        onChange={(name) => preview.chooseDsn(name)}
      />
      <Button variant="primary" isDisabled={cannotRun} onPress={onRun}>
        <Play aria-hidden size={13} fill="currentcolor" />
        {selection === undefined ? text.run : text.runSelection}
      </Button>
      <Button isDisabled={!running} onPress={() => preview.cancel()}>
        <Square aria-hidden size={11} fill="currentcolor" />
        {text.cancel}
      </Button>
      <Button isDisabled={cannotRun} onPress={onExplain}>
        <ScrollText aria-hidden size={13} />
        {text.explain}
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
            if (event.key === 'Enter') onRun();
          }}
        />
      </TextField>
    </div>
  );
}
