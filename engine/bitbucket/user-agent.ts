/** How the engine names itself: what stands before web services may refuse requests that don't. */
import manifest from '../../package.json' with { type: 'json' };

export const userAgent = `Drawbridge/${manifest.version}`;
