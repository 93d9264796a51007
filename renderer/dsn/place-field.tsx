/** Workspace or Schema: typed, or picked from what Bitbucket lists when the button beside it is pressed. */
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { ComboRow } from '../controls/combo-row.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import type { PlaceList } from './use-places.ts';

const text = messages.sheet;

export interface PlaceFieldProps {
  readonly label: string;
  readonly spelling?: string | undefined;
  readonly spellingTitle?: string | undefined;
  readonly help: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder: string;
  readonly error: string | undefined;
  readonly after?: ReactNode;
  readonly list: PlaceList;
}

export function PlaceField({ list: { places, load }, ...field }: PlaceFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const isAsked = isOpen && places.phase === 'none';
  const ask = useEffectEvent(() => void load());
  // The form may change under an open list, as when the only workspace arrives; what was listed is then no answer.
  useEffect(() => {
    if (isAsked) ask();
  }, [isAsked]);
  const open = (nowOpen: boolean) => {
    setOpen(nowOpen);
    // A list that could not be had is asked for anew.
    if (nowOpen && places.phase === 'failed') void load();
  };
  const emptyText = places.phase === 'ready' || places.phase === 'failed' ? text.listEmpty : text.listing;
  return (
    <div className="place-field">
      <ComboRow
        {...field}
        choices={places.phase === 'ready' ? places.choices : []}
        emptyText={emptyText}
        openLabel={text.pick(field.label)}
        onOpenChange={open}
      />
      {places.phase === 'failed' && <FailureNote failure={places.failure} />}
    </div>
  );
}
