import { expect, it } from 'vitest';
import { localPlace } from './local-place.ts';

it('is the socket in the run folder that libpq looks for', () => {
  expect(localPlace('linux', '/run/user/7', 54_330)).toEqual({
    socket: '/run/user/7/.s.PGSQL.54330',
    pipe: null,
    adminPipe: null,
  });
});

it('is a pipe on Windows whose name nobody knows beforehand', () => {
  const { socket, pipe, adminPipe } = localPlace('win32', 'C:\\run', 54_330);
  expect(socket).toBeNull();
  expect(pipe).toMatch(/^\\\\\.\\pipe\\drawbridge-[0-9a-f]{24}$/);
  expect(adminPipe).toBe(`${pipe}-admin`);
  expect(localPlace('win32', 'C:\\run', 54_330).pipe).not.toBe(pipe);
});
