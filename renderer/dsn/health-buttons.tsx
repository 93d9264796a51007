/** Check and Check all, beside the list. Nothing is checked unless one of them is pressed. */
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import type { DsnKey } from '../stores/dsn-store.ts';

const text = messages.health;

export interface HealthButtonsProps {
  readonly selected: DsnKey | undefined;
  /** Those of ours in the list. */
  readonly all: readonly DsnKey[];
}

export function HealthButtons({ selected, all }: HealthButtonsProps) {
  const { health } = useServices();
  const isChecking = useStore(health, ({ checking }) => checking.length > 0);
  return (
    <>
      <Button
        isDisabled={selected === undefined || isChecking}
        onPress={() => selected && void health.check([selected])}
      >
        {text.check}
      </Button>
      {isChecking ? (
        <Button onPress={() => health.stopChecking()}>{text.stop}</Button>
      ) : (
        <Button isDisabled={all.length === 0} onPress={() => void health.check(all)}>
          {text.checkAll}
        </Button>
      )}
    </>
  );
}
