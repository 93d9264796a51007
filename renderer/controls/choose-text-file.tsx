/** Reads a JSON file that the user chooses, as the text that may be pasted as well. */
import { FileTrigger } from 'react-aria-components';
import type { Failure } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';

export interface ChooseTextFileProps {
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly onFailure: (failure: Failure) => void;
}

export function ChooseTextFile({ label, onText, onFailure }: ChooseTextFileProps) {
  const read = async (files: FileList | null) => {
    const file = files?.item(0);
    if (!file) return;
    try {
      onText(await file.text());
    } catch {
      const message = messages.transfer.cannotRead(file.name);
      onFailure({ sqlState: '58030', message, hint: messages.transfer.cannotReadHint });
    }
  };
  return (
    <div>
      <FileTrigger acceptedFileTypes={['application/json', '.json']} onSelect={(files) => void read(files)}>
        <Button autoFocus>{label}</Button>
      </FileTrigger>
    </div>
  );
}
