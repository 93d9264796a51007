/**
 * The whole window: the frame, or the page that says why there is none. A window that has been connected keeps its
 * frame whatever happens, since people may have unsaved work in it.
 */
import { useStore } from 'zustand';
import { Frame } from './frame.tsx';
import { SessionRefusedPage } from './session-refused-page.tsx';
import { useServices } from './services.tsx';

export function App() {
  const { engine } = useServices();
  const refused = useStore(engine.state, (state) => state.phase === 'refused' && !state.wasConnected);
  return refused ? <SessionRefusedPage onRetry={() => engine.retry()} /> : <Frame />;
}
