/** Settings of the window, small at the end of the status line: the appearance, and what the desktop offers. */
import { Monitor, Moon, Settings as SettingsIcon, Sun } from 'lucide-react';
import {
  Button,
  Dialog,
  DialogTrigger,
  Heading,
  Popover,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { useStore } from 'zustand';
import { CheckBox } from '../controls/check-box.tsx';
import { messages } from '../messages.ts';
import type { Appearance } from './appearance.ts';
import { useServices } from './services.tsx';
import '../controls/segments.css';
import './settings-button.css';

const text = messages.settings;

const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const appearances: readonly Appearance[] = ['system', 'light', 'dark'];

export function SettingsButton() {
  return (
    <DialogTrigger>
      <Button className="icon-button" aria-label={text.title}>
        <SettingsIcon aria-hidden size={15} />
      </Button>
      <Popover className="settings-popover" offset={4} placement="top end">
        <Dialog className="settings-dialog">
          <Heading slot="title">{text.title}</Heading>
          <AppearanceChoice />
          <DesktopChoices />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function AppearanceChoice() {
  const { settings } = useServices();
  const appearance = useStore(settings, (state) => state.settings?.appearance ?? 'system');
  return (
    <div className="settings-row">
      <span id="settings-appearance">{text.appearance}</span>
      <ToggleButtonGroup
        aria-labelledby="settings-appearance"
        className="segments"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[appearance]}
        onSelectionChange={(keys) => {
          const chosen = appearances.find((one) => keys.has(one));
          if (chosen !== undefined) void settings.change({ appearance: chosen });
        }}
      >
        {appearances.map((id) => {
          const Icon = icons[id];
          return (
            <ToggleButton key={id} id={id} className="segment">
              <Icon aria-hidden size={13} />
              {text.appearances[id]}
            </ToggleButton>
          );
        })}
      </ToggleButtonGroup>
    </div>
  );
}

function DesktopChoices() {
  const { settings, choices } = useServices();
  const { tray, keyFile } = useStore(choices);
  const closeToTray = useStore(settings, (state) => state.settings?.closeToTray ?? true);
  return (
    <>
      {tray && (
        <CheckBox
          label={messages.desktop.closeToTray}
          isSelected={closeToTray}
          onChange={(isOn) => void settings.change({ closeToTray: isOn })}
        />
      )}
      {keyFile !== null && (
        <div>
          <CheckBox
            label={messages.desktop.keyFile}
            isSelected={keyFile}
            onChange={(isOn) => choices.setKeyFile(isOn)}
          />
          <p className="settings-help">{text.keyFileHelp}</p>
        </div>
      )}
    </>
  );
}
