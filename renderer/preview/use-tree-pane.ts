/** Whether the schema tree is shown, and how wide: as it was left, once the settings are known. */
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';

/** In a narrower window the tree would leave the editor no room. */
const roomForTree = 800;
const usualWidth = 240;

export interface TreePane {
  readonly isShown: boolean;
  /** In CSS pixels. */
  readonly width: number;
  show(this: void, isShown: boolean): void;
  /** While it is dragged; nothing is kept yet. */
  resize(this: void, width: number): void;
  keepWidth(this: void, width: number): void;
}

export function useTreePane(): TreePane {
  const { settings } = useServices();
  const kept = useStore(settings, (state) => state.settings);
  const [hasRoom] = useState(() => globalThis.innerWidth >= roomForTree);
  // Without settings the choice holds for as long as the view is open.
  const [shown, setShown] = useState<boolean | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const keptWidth = kept?.previewTreeWidth ?? 0;
  return {
    isShown: shown ?? kept?.previewTreeShown ?? hasRoom,
    width: dragged ?? (keptWidth === 0 ? usualWidth : keptWidth),
    show(isShown) {
      setShown(isShown);
      void settings.change({ previewTreeShown: isShown });
    },
    resize: setDragged,
    keepWidth: (width) => void settings.change({ previewTreeWidth: Math.round(width) }),
  };
}
