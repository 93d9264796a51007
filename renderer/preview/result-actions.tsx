/** What can be done with the result in front: look at it otherwise, save it, pin it, close it. */
import { ChartColumn, Download, Pin, ScrollText, Table2, X } from 'lucide-react';
import {
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  ToggleButton,
  ToggleButtonGroup,
  type Key,
} from 'react-aria-components';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { messages } from '../messages.ts';
import type { ResultTab, ResultView } from './result-tabs.ts';
import { saveFormats, saveResult } from './save-result.ts';
import '../controls/segments.css';

const text = messages.preview;

const views = [
  { id: 'rows', label: text.viewRows, Icon: Table2 },
  { id: 'plan', label: text.viewPlan, Icon: ScrollText },
  { id: 'chart', label: text.viewChart, Icon: ChartColumn },
] as const satisfies readonly { readonly id: ResultView; readonly label: string; readonly Icon: unknown }[];

export function ResultActions({ tab }: { tab: ResultTab }) {
  const { preview } = useServices();
  const { id, view, pinned, run } = tab;
  const show = (keys: ReadonlySet<Key>) => {
    const next = views.find((one) => keys.has(one.id));
    if (next !== undefined) preview.showView(id, next.id);
  };
  return (
    <div className="results-actions">
      <ToggleButtonGroup
        aria-label={text.views}
        className="segments"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={show}
      >
        {views.map(({ id: key, label, Icon }) => (
          <ToggleButton key={key} id={key} className="segment">
            <Icon aria-hidden size={13} />
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <MenuTrigger>
        <Button isDisabled={run.columns.length === 0}>
          <Download aria-hidden size={13} />
          {text.save}
        </Button>
        <Popover className="select-popover" offset={2}>
          <Menu
            className="select-list"
            aria-label={text.save}
            onAction={(key) => {
              const format = saveFormats.find((one) => one === key);
              if (format !== undefined) void saveResult(format, run);
            }}
          >
            {saveFormats.map((format) => (
              <MenuItem key={format} id={format}>
                {text.saveAs[format]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <ToggleButton
        className="icon-button"
        aria-label={text.pin}
        isSelected={pinned}
        onChange={(pin) => preview.pinTab(id, pin)}
      >
        <Pin aria-hidden size={14} />
      </ToggleButton>
      <IconButton label={text.closeTab} onPress={() => preview.closeTab(id)}>
        <X aria-hidden size={15} />
      </IconButton>
    </div>
  );
}
