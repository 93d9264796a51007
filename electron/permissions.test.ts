import { expect, test, vi } from 'vitest';
import { denyPermissions, type PermissionSession } from './permissions.ts';
import { strictFake } from './test-support/strict-fake.ts';

test('every request, check and device is denied', () => {
  const handlers: Parameters<PermissionSession['setPermissionRequestHandler']>[0][] = [];
  const checks: (() => boolean)[] = [];
  denyPermissions(
    strictFake<PermissionSession>('session', {
      setPermissionRequestHandler: (handler) => void handlers.push(handler),
      setPermissionCheckHandler: (handler) => void checks.push(handler),
      setDevicePermissionHandler: (handler) => void checks.push(handler),
    }),
  );
  const decide = vi.fn();
  handlers[0]?.({}, 'geolocation', decide);
  expect(decide).toHaveBeenCalledExactlyOnceWith(false);
  expect(checks.map((check) => check())).toEqual([false, false]);
});
