import { expect, test, vi } from 'vitest';
import { denyPermissions, type PermissionSession } from './permissions.ts';
import { strictFake } from './test-support/strict-fake.ts';

function deniedSession() {
  let request: ((...given: readonly unknown[]) => void) | undefined;
  let check: ((...given: readonly unknown[]) => boolean) | undefined;
  let device: (() => boolean) | undefined;
  denyPermissions(
    strictFake<PermissionSession>('session', {
      setPermissionRequestHandler: (handler: typeof request) => (request = handler),
      setPermissionCheckHandler: (handler: typeof check) => (check = handler),
      setDevicePermissionHandler: (handler: typeof device) => (device = handler),
    }),
  );
  return {
    asks: (permission: string, requestingUrl: string, isMainFrame = true) => {
      const decide = vi.fn();
      request?.({}, permission, decide, { isMainFrame, requestingUrl });
      const answers = [...decide.mock.calls.flat(), check?.({}, permission, requestingUrl, { isMainFrame })];
      return answers as boolean[];
    },
    device: () => device?.(),
  };
}

test.each(['geolocation', 'notifications', 'media', 'clipboard-read', 'fileSystem'])(
  '%s is denied to our own page, too',
  (permission) => {
    expect(deniedSession().asks(permission, 'drawbridge://app/')).toEqual([false, false]);
  },
);

test('only our own page, in the main frame, may write to the clipboard', () => {
  const { asks, device } = deniedSession();
  const permission = 'clipboard-sanitized-write';
  expect(asks(permission, 'drawbridge://app/')).toEqual([true, true]);
  expect(asks(permission, 'drawbridge://app/', false)).toEqual([false, false]);
  expect(asks(permission, 'https://bitbucket.org/')).toEqual([false, false]);
  expect(device()).toBe(false);
});
