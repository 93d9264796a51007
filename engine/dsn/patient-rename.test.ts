import { expect, it } from 'vitest';
import { renameWhenFree } from './patient-rename.ts';

/** `codes`: how each attempt fails; after the last one it succeeds. */
async function attempts(platform: NodeJS.Platform, codes: readonly string[]) {
  let count = 0;
  const outcome = await renameWhenFree('new', 'old', {
    platform,
    rename() {
      const code = codes[count];
      count += 1;
      return code === undefined
        ? Promise.resolve()
        : Promise.reject(Object.assign(new Error(code), { code }));
    },
    pause: () => Promise.resolve(),
  }).then(
    () => 'renamed',
    (error: Error) => error.message,
  );
  return [outcome, count];
}

it('waits on Windows for whoever has the file open', async () => {
  expect(await attempts('win32', ['EPERM', 'EBUSY', 'EACCES'])).toEqual(['renamed', 4]);
});

it('does not wait for ever, and not for what waiting does not mend', async () => {
  expect(await attempts('win32', Array<string>(99).fill('EPERM'))).toEqual(['EPERM', 8]);
  expect(await attempts('win32', ['ENOSPC'])).toEqual(['ENOSPC', 1]);
});

it('takes a refusal elsewhere for what it is', async () => {
  expect(await attempts('linux', ['EPERM'])).toEqual(['EPERM', 1]);
});
