/** The choice between light, dark and the system's way, small at the end of the status line. */
import { Monitor, Moon, Sun } from 'lucide-react';
import { Button, ListBox, ListBoxItem, Popover, Select } from 'react-aria-components';
import { useStore } from 'zustand';
import { messages } from '../messages.ts';
import type { Appearance } from './appearance.ts';
import { useServices } from './services.tsx';
import '../controls/select.css';

const text = messages.settings;

const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const choices: readonly Appearance[] = ['system', 'light', 'dark'];

export function AppearanceChoice() {
  const { settings } = useServices();
  const appearance = useStore(settings, (state) => state.settings?.appearance ?? 'system');
  const Icon = icons[appearance];
  return (
    <Select
      className="appearance-choice"
      aria-label={text.appearance}
      selectedKey={appearance}
      onSelectionChange={(key) => {
        const chosen = choices.find((one) => one === key);
        if (chosen !== undefined) void settings.change({ appearance: chosen });
      }}
    >
      <Button className="icon-button" aria-label={`${text.appearance}: ${text.appearances[appearance]}`}>
        <Icon aria-hidden size={15} />
      </Button>
      <Popover className="select-popover" offset={2} placement="top end">
        <ListBox className="select-list" items={choices.map((id) => ({ id }))}>
          {({ id }) => <ListBoxItem textValue={text.appearances[id]}>{text.appearances[id]}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}
