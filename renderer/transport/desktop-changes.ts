/** The desktop says that a menu has changed settings or choices: by a message to this window, as it hands over ports. */
const changedMessage = 'drawbridge:settings-changed';

export function onDesktopChange(
  listener: () => void,
  page: Pick<Window, 'addEventListener' | 'location'> = window,
): void {
  page.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
    if (data === changedMessage && origin === page.location.origin) listener();
  });
}
