/**
 * Opens what another program asks for: at once where nothing else is open, else when the user says so, since a dialog
 * may hold what is not saved yet.
 */
import { CornerDownRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { DsnEntry } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import type { Opening } from '../stores/window-store.ts';
import type { Wish } from '../transport/wish.ts';
import { useServices } from './services.tsx';

const text = messages.wish;

export function WishBanner() {
  const { engine, dsns, window } = useServices();
  const wish = useStore(window, (state) => state.wish);
  const isConnected = useStore(engine.state, ({ phase }) => phase === 'connected');
  const [looked, setLooked] = useState<{ readonly at: Wish; readonly found: Opening | null } | null>(null);
  const done = () => window.setState({ wish: null });
  const open = (opening: Opening) => {
    const { dialog, scope } = opening;
    const selected = dialog === 'configure' ? { name: opening.entry.name, scope } : null;
    window.setState({ wish: null, tab: scope, selected, opening });
  };
  useEffect(() => {
    if (wish === null || !isConnected) return undefined;
    let isStale = false;
    // The other program may have made the data source just now.
    void dsns.refresh().then(() => {
      const { dsns: all } = dsns.getState();
      if (isStale || all === null) return;
      const found = wanted(wish, all);
      if (found !== null && !isBusy()) open(found);
      else setLooked({ at: wish, found });
    });
    return () => {
      isStale = true;
    };
    // Once for each wish.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wish, isConnected]);

  const shown = wish !== null && looked?.at === wish ? looked : null;
  return (
    <div role="status" className="banner-place">
      {shown !== null && wish !== null && (
        <div className="banner">
          <CornerDownRight aria-hidden size={16} />
          <span>
            {shown.found === null && wish.open === 'sheet' ? text.none(wish.name) : text.asked(wish)}
          </span>
          <Button onPress={() => open(shown.found ?? { dialog: 'add', scope: 'user' })}>
            {shown.found === null ? text.add : text.open}
          </Button>
          <Button variant="plain" onPress={done}>
            {text.dismiss}
          </Button>
        </div>
      )}
    </div>
  );
}

function wanted(wish: Wish, all: readonly DsnEntry[]): Opening | null {
  if (wish.open === 'wizard') return { dialog: 'add', scope: 'user' };
  const named = all.filter(
    ({ name, ours, scope }) =>
      ours && scope !== 'file' && name.toLowerCase() === wish.name.trim().toLowerCase(),
  );
  // As ODBC looks: the user's own hide the system's.
  const entry = named.find(({ scope }) => scope === 'user') ?? named[0];
  return entry === undefined
    ? null
    : { dialog: 'configure', scope: entry.scope === 'system' ? 'system' : 'user', entry };
}

const isBusy = (): boolean => document.querySelector('[role=dialog], [role=alertdialog]') !== null;
