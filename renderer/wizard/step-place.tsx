/** Fourth step: workspace and schema, picked from what the credential can reach, or typed. */
import { useEffect, useEffectEvent } from 'react';
import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import type { MachineScope } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { withValue, type Draft } from '../dsn/draft.ts';
import { PropertyField } from '../dsn/property-field.tsx';
import { isPlace, usePlaces } from '../dsn/use-places.ts';
import { messages } from '../messages.ts';
import type { DsnKey } from '../stores/dsn-store.ts';

const text = messages.wizard;

export interface StepPlaceProps {
  readonly scope: MachineScope;
  readonly saved: DsnKey | null;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

export function StepPlace({ scope, saved, draft, onChange }: StepPlaceProps) {
  const { dsns } = useServices();
  const properties = useStore(dsns, (state) => state.properties);
  const workspaces = usePlaces('Workspace', draft, scope, saved);
  const schemas = usePlaces('Schema', draft, scope, saved);
  const lists = { Workspace: workspaces, Schema: schemas };
  // The only workspace there is needs no picking, unless somebody was quicker.
  const offer = useEffectEvent((workspace: string | undefined, isOnly: boolean) => {
    if (workspace === undefined || !isOnly || draft.values['Workspace'] !== undefined) return;
    flushSync(() => onChange(withValue(draft, 'Workspace', workspace)));
    // Who is about to type there types another one in its place, not behind it.
    const field = document.activeElement;
    if (field instanceof HTMLInputElement && field.value === workspace) field.select();
  });
  const begin = useEffectEvent(async () => {
    const [first, second] = await workspaces.load();
    offer(first?.value, second === undefined);
  });
  useEffect(() => void begin(), []);
  return (
    <>
      <p>{text.placeText}</p>
      {workspaces.places.phase === 'loading' && <p className="busy">{messages.sheet.listing}</p>}
      {properties
        .filter(({ name }) => isPlace(name) || name === 'MaxRows')
        .map((property) => (
          <PropertyField
            key={property.name}
            property={property}
            draft={draft}
            onChange={onChange}
            list={isPlace(property.name) ? lists[property.name] : undefined}
          />
        ))}
    </>
  );
}
