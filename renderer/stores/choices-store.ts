/** What the desktop offers to choose, beside the settings that every window has. In a browser there is nothing. */
import { createStore, type StoreApi } from 'zustand/vanilla';

interface ChoicesState {
  /** There is a tray that the window can close to. */
  readonly tray: boolean;
  /** Whether a key file keeps the secrets; null where the key store of the desktop protects them. */
  readonly keyFile: boolean | null;
}

export interface ChoicesStore extends StoreApi<ChoicesState> {
  setKeyFile(isOn: boolean): void;
}

/** What the desktop puts on the window. */
export interface DesktopChoices {
  get(): Promise<unknown>;
  setKeyFile(isOn: boolean): Promise<void>;
}

const nothing: ChoicesState = Object.freeze({ tray: false, keyFile: null });

export function createChoicesStore(
  desktop: DesktopChoices | undefined,
  onChange: (listener: () => void) => void,
): ChoicesStore {
  const store = createStore<ChoicesState>(() => nothing);
  const look = async () => {
    if (desktop !== undefined) store.setState(readChoices(await desktop.get()));
  };
  const lookAgain = () => void look().catch(() => undefined);
  if (desktop !== undefined) onChange(lookAgain);
  lookAgain();
  return {
    ...store,
    setKeyFile: (isOn) => void desktop?.setKeyFile(isOn).catch(lookAgain),
  };
}

function readChoices(given: unknown): ChoicesState {
  if (typeof given !== 'object' || given === null) return nothing;
  const keyFile: unknown = Reflect.get(given, 'keyFile');
  return {
    tray: Reflect.get(given, 'tray') === true,
    keyFile: typeof keyFile === 'boolean' ? keyFile : null,
  };
}
