/** On the desktop the main process turns this into the system's browser, for the addresses that it knows. */
export function openInBrowser(address: string): void {
  window.open(address, '_blank', 'noopener,noreferrer');
}
