/** Says that the engine is gone, for as long as it is; the window goes on trying by itself. */
import { Unplug } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import { useServices } from './services.tsx';

export function ConnectionBanner() {
  const { engine } = useServices();
  const phase = useStore(engine.state, (state) => state.phase);
  return (
    <div role="alert" className="banner-place">
      {phase === 'lost' && (
        <div className="banner">
          <Unplug aria-hidden size={16} />
          <span>{messages.connection.lost}</span>
          <Button onPress={() => engine.retry()}>{messages.connection.tryNow}</Button>
        </div>
      )}
    </div>
  );
}
