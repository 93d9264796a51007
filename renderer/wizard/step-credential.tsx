/** Third step: what to create in Bitbucket, and the fields for what it gives. */
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { DisclosurePart } from '../controls/disclosure-part.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import type { Draft } from '../dsn/draft.ts';
import { PropertyField } from '../dsn/property-field.tsx';
import { messages } from '../messages.ts';
import { InBitbucket } from './in-bitbucket.tsx';
import type { Wishes } from './permission-boxes.tsx';
import { addressProperties, credentialProperties, schemeOf } from './steps.ts';

const text = messages.wizard;

export interface StepCredentialProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly wishes: Wishes;
  readonly onWishes: (wishes: Wishes) => void;
  /** By property; shown once somebody has tried to go on. */
  readonly problems: Readonly<Record<string, string>>;
}

export function StepCredential({ draft, onChange, wishes, onWishes, problems }: StepCredentialProps) {
  const { dsns } = useServices();
  const properties = useStore(dsns, (state) => state.properties);
  const scheme = schemeOf(draft);
  const addresses = addressProperties(properties, draft);
  const addressWasSet = addresses.some(({ name }) => draft.values[name] !== undefined);
  const told = Object.values(problems);
  return (
    <>
      <InBitbucket scheme={scheme} draft={draft} onChange={onChange} wishes={wishes} onWishes={onWishes} />
      <section className="wizard-part" aria-labelledby="wizard-enter">
        <h3 id="wizard-enter">{text.enter[scheme]}</h3>
        {credentialProperties(properties, draft).map((property) => (
          <PropertyField key={property.name} property={property} draft={draft} onChange={onChange} />
        ))}
        <DisclosurePart title={text.addresses} defaultExpanded={addressWasSet}>
          <p className="quiet">{text.addressesText}</p>
          {addresses.map((property) => (
            <PropertyField key={property.name} property={property} draft={draft} onChange={onChange} />
          ))}
        </DisclosurePart>
        {told.length > 0 && <NoticeNote tone="warning" message={told.join(' ')} />}
        {scheme === 'OAuth' && (
          <NoticeNote
            tone={draft.signedIn ? 'good' : 'info'}
            message={draft.signedIn ? messages.sheet.signedIn : text.signInNext}
            hint={draft.signedIn ? messages.sheet.signedInText : text.signInNextText}
          />
        )}
      </section>
    </>
  );
}
