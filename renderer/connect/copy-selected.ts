/**
 * Selects what the element shows and copies `text` as it is. The browser's own copy needs no permission for the
 * clipboard, of which the desktop grants none. False when it was refused; the selection stays for Ctrl+C.
 */
export function copySelected(place: HTMLElement, text: string): boolean {
  const setText = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  getSelection()?.selectAllChildren(place);
  document.addEventListener('copy', setText);
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- the clipboard API asks for a permission
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', setText);
  }
}
