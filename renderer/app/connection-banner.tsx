/** Says that the engine is gone, for as long as it is; the window goes on trying by itself. */
import { Unplug } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import { useServices } from './services.tsx';

const text = messages.connection;

export function ConnectionBanner() {
  const { engine } = useServices();
  const phase = useStore(engine.state, (state) => state.phase);
  return (
    <div role="alert" className="banner-place">
      {(phase === 'lost' || phase === 'refused') && (
        <div className="banner">
          <Unplug aria-hidden size={16} />
          <span>{phase === 'lost' ? text.lost : text.startedAnew}</span>
          <Button onPress={() => engine.retry()}>{text.tryNow}</Button>
        </div>
      )}
    </div>
  );
}
