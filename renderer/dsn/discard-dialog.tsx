/** Asks before the changes of a property sheet are thrown away. */
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { messages } from '../messages.ts';

const text = messages.sheet;

export function DiscardDialog({ onDiscard, onKeep }: { onDiscard: () => void; onKeep: () => void }) {
  return (
    <Dialog title={text.discardTitle} role="alertdialog" onCancel={onKeep}>
      <div className="dialog-body">
        <p>{text.discardText}</p>
      </div>
      <div className="dialog-foot">
        <Button variant="danger" onPress={onDiscard}>
          {text.discard}
        </Button>
        <Button autoFocus onPress={onKeep}>
          {text.keepEditing}
        </Button>
      </div>
    </Dialog>
  );
}
