/** The whole window: the frame, or the page that says why there is none. */
import { useStore } from 'zustand';
import { Frame } from './frame.tsx';
import { SessionRefusedPage } from './session-refused-page.tsx';
import { useServices } from './services.tsx';

export function App() {
  const { engine } = useServices();
  const refused = useStore(engine.state, (state) => state.phase === 'refused');
  return refused ? <SessionRefusedPage onRetry={() => engine.retry()} /> : <Frame />;
}
