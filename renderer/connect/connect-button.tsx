/** The button beside a list of data sources that opens "Connect from…" for the chosen one. */
import { lazy, Suspense, useState } from 'react';
import type { DsnEntry } from '../../engine/admin/contract.ts';
import { ActionButton } from '../controls/action-button.tsx';
import { messages } from '../messages.ts';

// Most people open it once for each application.
const ConnectDialog = lazy(async () => ({ default: (await import('./connect-dialog.tsx')).ConnectDialog }));

export interface ConnectButtonProps {
  readonly entry: DsnEntry | undefined;
  /** Why nothing can be told about it; undefined: something can. */
  readonly reason: string | undefined;
}

export function ConnectButton({ entry, reason }: ConnectButtonProps) {
  const [open, setOpen] = useState<DsnEntry | null>(null);
  return (
    <>
      <ActionButton label={messages.connect.open} reason={reason} onPress={() => setOpen(entry ?? null)} />
      {open !== null && (
        <Suspense>
          <ConnectDialog entry={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  );
}
