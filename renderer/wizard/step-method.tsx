/** Second step: the ways to sign in, each in plain words. */
import { ChoiceCards } from '../controls/choice-cards.tsx';
import { withValue, type Draft } from '../dsn/draft.ts';
import { messages } from '../messages.ts';
import { schemeOf, schemes } from './steps.ts';

const text = messages.wizard;

export interface StepMethodProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

export function StepMethod({ draft, onChange }: StepMethodProps) {
  const cards = schemes.map((scheme) => {
    const { title, good, limits } = text.methods[scheme];
    return {
      value: scheme,
      title,
      text: (
        <>
          {good}
          <br />
          {limits}
        </>
      ),
    };
  });
  return (
    <ChoiceCards
      label={text.methodLabel}
      cards={cards}
      value={schemeOf(draft)}
      onChange={(scheme) => onChange(withValue(draft, 'AuthScheme', scheme === 'OAuth' ? undefined : scheme))}
    />
  );
}
