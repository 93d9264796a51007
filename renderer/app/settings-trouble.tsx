/** Says that the last change of the settings was not kept, and why. */
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { FailureNote } from '../controls/failure-note.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { messages } from '../messages.ts';
import { useServices } from './services.tsx';

export function SettingsTrouble() {
  const { settings } = useServices();
  const failure = useStore(settings, (state) => state.failure);
  if (failure === null) return null;
  return (
    <div className="settings-trouble">
      <FailureNote failure={failure} title={messages.settings.notKept} />
      <IconButton label={messages.settings.dismiss} onPress={() => settings.setState({ failure: null })}>
        <X aria-hidden size={14} />
      </IconButton>
    </div>
  );
}
