/**
 * The page needs no camera, no location, no notifications, no device: every permission is denied, but for the one
 * that its Copy buttons need. It writes plain text to the clipboard, after a click; reading it stays denied.
 */
import type { Session } from 'electron';
import { isAppAddress } from './app-protocol.ts';

export type PermissionSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

export function denyPermissions(session: PermissionSession): void {
  const isGranted = (permission: string, isMainFrame: boolean, address: string) =>
    permission === 'clipboard-sanitized-write' && isMainFrame && isAppAddress(address);
  session.setPermissionRequestHandler((_contents, permission, decide, { isMainFrame, requestingUrl }) =>
    decide(isGranted(permission, isMainFrame, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) =>
    isGranted(permission, isMainFrame, origin),
  );
  session.setDevicePermissionHandler(() => false);
}
