/** Before a sign-in that shall bring more permissions: what to tick in Bitbucket first. */
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { messages } from '../messages.ts';

const text = messages.health;

export interface ScopesDialogProps {
  readonly boxes: readonly string[];
  readonly onSignIn: () => void;
  readonly onCancel: () => void;
}

export function ScopesDialog({ boxes, onSignIn, onCancel }: ScopesDialogProps) {
  return (
    <Dialog title={text.scopesTitle} onCancel={onCancel}>
      <div className="dialog-body">
        <p>{text.scopesFirst}</p>
        <ul className="health-boxes">
          {boxes.map((box) => (
            <li key={box}>{box}</li>
          ))}
        </ul>
        <p className="quiet">{text.scopesThen}</p>
      </div>
      <div className="dialog-foot">
        <Button autoFocus variant="primary" onPress={onSignIn}>
          {messages.sheet.signIn}
        </Button>
        <Button onPress={onCancel}>{messages.cancel}</Button>
      </div>
    </Dialog>
  );
}
