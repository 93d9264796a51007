/** How tests and benchmarks start Chromium: the system's own program, which asks nothing of other computers. */
export const chromiumOptions = {
  executablePath: process.env.DRAWBRIDGE_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
