/**
 * The page needs no camera, no location, no notifications, no device: every permission is denied, but for the one
 * that its Copy buttons need. It writes plain text to the clipboard, after a click; reading it stays denied.
 */
import { isAppAddress } from './app-protocol.ts';

interface Details {
  readonly isMainFrame: boolean;
  readonly requestingUrl?: string | undefined;
}

export interface PermissionSession {
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      decide: (granted: boolean) => void,
      details: Details,
    ) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (contents: unknown, permission: string, origin: string, details: Details) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
}

export function denyPermissions(session: PermissionSession): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { isMainFrame, requestingUrl }) =>
    decide(isGranted(permission, isMainFrame, requestingUrl ?? '')),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) =>
    isGranted(permission, isMainFrame, origin),
  );
  session.setDevicePermissionHandler(() => false);
}

function isGranted(permission: string, isMainFrame: boolean, address: string): boolean {
  return permission === 'clipboard-sanitized-write' && isMainFrame && isAppAddress(address);
}
