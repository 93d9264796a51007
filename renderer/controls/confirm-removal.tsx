/** Asks before something is removed, and says why it could not be. What it asks, and what follows, are its children. */
import type { ReactNode } from 'react';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureNote } from './failure-note.tsx';
import { useAct } from './use-act.ts';

export interface ConfirmRemovalProps {
  readonly title: string;
  readonly confirm: string;
  readonly remove: () => Promise<void>;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

export function ConfirmRemoval({ title, confirm, remove, onCancel, children }: ConfirmRemovalProps) {
  const { busy, failure, act } = useAct();
  return (
    <Dialog title={title} role="alertdialog" onCancel={onCancel}>
      <div className="dialog-body">
        {children}
        {failure !== null && <FailureNote failure={failure} />}
      </div>
      <div className="dialog-foot">
        <Button variant="danger" isDisabled={busy} onPress={() => void act(remove)}>
          {confirm}
        </Button>
        <Button autoFocus onPress={onCancel}>
          {messages.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
