/** Whether the driver that a data source names can be loaded. */
import { open } from 'node:fs/promises';
import { peFacts, peHeadLength } from '../../dsn/pe-file.ts';
import type { LibraryFact } from './facts.ts';

/** `named`: what the data source says; `found`: the library that the driver manager knows by our driver's name, or null. */
export async function libraryFact(named: string, found: string | null): Promise<LibraryFact> {
  const library = /[\\/]/.test(named) ? named : found;
  if (library === null) return { kind: 'unregistered', name: named };
  const head = await headOf(library);
  if (head === null) return { kind: 'gone', library };
  const kind = kindOfLibrary(head);
  return kind === '64-bit' ? { kind: 'there' } : { kind, library };
}

async function headOf(path: string): Promise<Buffer | null> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(peHeadLength), 0, peHeadLength, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

/** Of an ELF file the fifth byte tells the class: 1 is 32-bit, 2 is 64-bit (System V ABI). */
function kindOfLibrary(head: Buffer): '64-bit' | '32-bit' | 'no library' {
  if (process.platform === 'win32') return peFacts(head)?.platform || 'no library';
  if (process.platform !== 'linux') return '64-bit';
  if (!head.subarray(0, 4).equals(elf)) return 'no library';
  return head[4] === 1 ? '32-bit' : '64-bit';
}
