/** What a mend button opens: the property sheet at the right page, or a sign-in, with the boxes to tick before it. */
import { useEffect, useState } from 'react';
import type { DsnEntry, HealthMend } from '../../engine/admin/contract.ts';
import { useSignIn } from '../sign-in/use-sign-in.tsx';
import { PropertySheet } from './property-sheet.tsx';
import { NewVaultDialog } from './new-vault-dialog.tsx';
import { ScopesDialog } from './scopes-dialog.tsx';

export interface MendDialogsProps {
  readonly entry: DsnEntry;
  readonly mend: HealthMend;
  readonly onClose: () => void;
}

export function MendDialogs({ entry, mend, onClose }: MendDialogsProps) {
  switch (mend.action) {
    case 'signIn':
      return <SignInNow entry={entry} onClose={onClose} />;
    case 'signInWithScopes':
      return <SignInAfterBoxes entry={entry} boxes={mend.boxes} onClose={onClose} />;
    case 'enterSecret':
      return <PropertySheet scope={entry.scope} original={entry} page="Authentication" onClose={onClose} />;
    case 'configure':
      return <PropertySheet scope={entry.scope} original={entry} page={mend.page} onClose={onClose} />;
    case 'startNewVault':
      return <NewVaultDialog onClose={onClose} />;
    default:
      // The engine mends by itself, or looks again: nothing opens.
      return null;
  }
}

function SignInNow({ entry, onClose }: { entry: DsnEntry; onClose: () => void }) {
  const { begin, window } = useSignIn(onClose);
  // Once, when the button was pressed.
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(() => begin(entry), []);
  return window;
}

interface BoxesProps {
  readonly entry: DsnEntry;
  readonly boxes: readonly string[];
  readonly onClose: () => void;
}

function SignInAfterBoxes({ entry, boxes, onClose }: BoxesProps) {
  const [ticked, setTicked] = useState(false);
  if (ticked) return <SignInNow entry={entry} onClose={onClose} />;
  return <ScopesDialog boxes={boxes} onSignIn={() => setTicked(true)} onCancel={onClose} />;
}
