/** Says, before the specs run, what "desktop" means in this run. */
import { electronBinary } from './electron-binary.ts';

export default function sayHost(): void {
  const binary = electronBinary();
  process.stdout.write(
    binary === null
      ? 'Desktop: the stand-in for Electron (its program is not installed, or cannot run here).\n'
      : `Desktop: Electron itself, ${binary}; e2e/desktop.spec.ts by the stand-in.\n`,
  );
}
