import { expect, it } from 'vitest';
import { hasMachineRights } from './machine-rights.ts';

it('are what the registry of Windows grants to this process', async () => {
  const asked: string[] = [];
  const answering = (answer: boolean) => () => ({
    mayChange(key: string) {
      asked.push(key);
      return Promise.resolve(answer);
    },
  });
  expect(await hasMachineRights('win32', answering(true))).toBe(true);
  expect(await hasMachineRights('win32', answering(false))).toBe(false);
  expect(asked[0]).toMatch(/^HKEY_LOCAL_MACHINE/);
});

it("are root's elsewhere", async () => {
  expect(await hasMachineRights()).toBe(process.getuid?.() === 0);
});
