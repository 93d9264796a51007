/** Hands a file that the engine made to the browser's downloads. */
import type { Output } from '../../engine/admin/contract.ts';

export function saveFile({ name, mediaType, content }: Output<'connect.file'>): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has the content from here on.
  URL.revokeObjectURL(address);
}
