/** The button beside a list of data sources that opens "Connect from…" for the chosen one. */
import { lazy, Suspense, useState } from 'react';
import type { DsnEntry } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';

// Most people open it once for each application.
const ConnectDialog = lazy(async () => ({ default: (await import('./connect-dialog.tsx')).ConnectDialog }));

/** `entry`: one of ours, else nothing can be told about it. */
export function ConnectButton({ entry }: { entry: DsnEntry | undefined }) {
  const [open, setOpen] = useState<DsnEntry | null>(null);
  return (
    <>
      <Button isDisabled={entry === undefined} onPress={() => setOpen(entry ?? null)}>
        {messages.connect.open}
      </Button>
      {open !== null && (
        <Suspense>
          <ConnectDialog entry={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  );
}
