/** The names that main, preload and the renderer's transport share. The admin API itself runs over the port. */

/** From the window to main: give me a port to the engine. */
export const adminPortRequest = 'drawbridge:request-admin-port';

/** From main to preload with the port; preload passes it on to the page under the same name. */
export const adminPortDelivery = 'drawbridge:admin-port';

/** From the window to main, with an answer: what the window keeps between runs. */
export const settingsRead = 'drawbridge:read-settings';
export const settingsWrite = 'drawbridge:write-settings';

/** From the window to main, with an answer: what the desktop offers, and its one choice that main alone keeps. */
export const choicesRead = 'drawbridge:read-choices';
export const keyFileWrite = 'drawbridge:write-key-file';

/** From main to the page: settings or choices were changed by a menu. */
export const settingsChanged = 'drawbridge:settings-changed';
