/** What this program is. The number of the driver protocol changes only when an older driver can no longer be served. */
import manifest from '../../package.json' with { type: 'json' };

export const productVersion: string = manifest.version;
export const driverProtocol = 1;
