/** One of a few ways to go on, each with words that help to decide. */
import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import './choice-cards.css';

export interface ChoiceCard {
  readonly value: string;
  readonly title: string;
  readonly text: ReactNode;
}

export interface ChoiceCardsProps {
  readonly label: string;
  readonly cards: readonly ChoiceCard[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isDisabled?: boolean;
}

export function ChoiceCards({ label, cards, value, onChange, isDisabled = false }: ChoiceCardsProps) {
  return (
    <RadioGroup className="choice-cards" value={value} onChange={onChange} isDisabled={isDisabled}>
      <Label className="choice-label">{label}</Label>
      {cards.map((card) => (
        <Radio key={card.value} value={card.value} className="choice-card">
          <span className="choice-dot" aria-hidden />
          <span className="choice-words">
            <strong>{card.title}</strong>
            <span className="choice-text">{card.text}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
