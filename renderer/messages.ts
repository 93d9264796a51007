/** Every text of the window, in one place. Numbers and dates are formatted by the user's locale. */
import type { DsnScope, Property } from '../engine/admin/contract.ts';

const integer = new Intl.NumberFormat();
const tenths = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** As a shell takes it for one word. */
function shellWord(word: string): string {
  return /^[\w./:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** As exact as a person can use it: milliseconds, seconds with a tenth, minutes. */
function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${integer.format(Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${tenths.format(milliseconds / 1000)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${integer.format(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

function bytes(count: number): string {
  const kibibytes = count / 1024;
  if (kibibytes < 1024) return `${integer.format(Math.ceil(kibibytes))} KiB`;
  return `${tenths.format(kibibytes / 1024)} MiB`;
}

export const messages = {
  product: 'Drawbridge',
  title: 'ODBC Data Sources for Bitbucket',
  loading: 'Loading…',
  sqlState: (code: string) => `SQLSTATE ${code}`,
  close: 'Close',
  cancel: 'Cancel',

  connection: {
    lost: 'The Drawbridge engine does not answer. Trying again…',
    startedAnew:
      'The engine was started anew and does not know this window. Open the address that it printed, then try again here; what you have typed stays.',
    tryNow: 'Try now',
    notConnected: {
      message: 'The Drawbridge engine does not answer.',
      hint: 'Wait until this window is connected again, or start the engine with: npm start',
    },
  },

  session: {
    title: 'This address has been used up',
    explanation:
      'Drawbridge lets in only the person who started it. The address it prints works once, in one browser; this window came without it, or the engine was started again since.',
    how: 'Get a new address: run one of these and open what it prints.',
    commands: ['npm start', 'drawbridge host'],
    tryAgain: 'Try again',
  },

  tabs: {
    label: 'Views',
    user: 'User DSN',
    system: 'System DSN',
    preview: 'Preview',
    about: 'About',
  },

  status: {
    label: 'Engine status',
    connected: 'Connected',
    connecting: 'Connecting',
    lost: 'Not connected',
    version: (version: string) => `Engine ${version}`,
    pid: (pid: number) => `pid ${pid}`,
    runDir: 'Run folder',
    driverRegistered: 'ODBC driver registered',
    driverMissing: 'ODBC driver not registered',
    driverProblems: (count: number) =>
      count === 1 ? 'ODBC driver: 1 problem' : `ODBC driver: ${count} problems`,
    activity: (sessions: number, running: number) =>
      `${integer.format(sessions)} ${sessions === 1 ? 'session' : 'sessions'}, ${integer.format(running)} running`,
  },

  dsn: {
    listLabel: (scope: DsnScope) => (scope === 'user' ? 'User Data Sources' : 'System Data Sources'),
    name: 'Name',
    platform: 'Platform',
    driver: 'Driver',
    description: 'Description',
    add: 'Add…',
    remove: 'Remove',
    configure: 'Configure…',
    preview: 'Preview',
    actions: 'Actions',
    foreign: 'Made for another driver. It is listed here, but only its own setup can change it.',
    none: 'No data sources yet.',
    noneSystem: 'No System data sources. They serve every account of this computer, services included.',
    about: (scope: DsnScope) =>
      scope === 'user'
        ? 'A User data source holds how to reach Bitbucket. It is visible only to you and works only on this computer.'
        : 'A System data source is visible to every account of this computer, services such as Tableau Bridge included. Changing one needs administrator rights.',
    removeTitle: 'Remove data source',
    removeQuestion: (name: string) => `Are you sure you want to remove the data source “${name}”?`,
    removeConsequence:
      'Applications that use it can no longer connect. Its secrets are deleted from the vault. Nothing changes in Bitbucket.',
    removeConfirm: 'Remove',
    sandboxReady: (name: string) =>
      `The data source “${name}” is ready. It answers offline, from generated data.`,
    openPreview: 'Open Preview',
  },

  doors: {
    title: 'Query Bitbucket with SQL',
    subtitle: 'A data source tells Drawbridge where your data is and how to sign in. Make the first one:',
    connect: 'Connect to Bitbucket',
    connectText: 'Your workspace, live. You need an OAuth consumer, an API token or an access token.',
    sample: 'Try the sample data',
    sampleText: 'An offline workspace with repositories and pull requests. No account, no network.',
    sampleBusy: 'Preparing the sample data…',
  },

  sheet: {
    titleAdd: (scope: DsnScope) => (scope === 'user' ? 'New User data source' : 'New System data source'),
    titleConfigure: (name: string) => `Configure ${name}`,
    pages: 'Property pages',
    pageNames: {
      Basic: 'General',
      Authentication: 'Authentication',
      Schema: 'Schema',
      Performance: 'Performance',
      Network: 'Network',
      Logging: 'Logging',
      Advanced: 'Advanced',
    } satisfies Record<Property['category'], string>,
    pageIntros: {
      Basic: '',
      Authentication:
        'How this data source signs in to Bitbucket. Secrets are kept in the vault, never in the DSN.',
      Schema: 'What applications see, and how.',
      Performance: 'How many API calls a query may make, and how quickly.',
      Network: 'Where Bitbucket is, and the way there.',
      Logging: 'What the engine writes down about this data source.',
      Advanced: 'Writing to Bitbucket, and where the engine runs.',
    } satisfies Record<Property['category'], string>,
    pageHasErrors: 'has errors',
    name: 'Data source name',
    nameHelp: 'What applications connect to.',
    descriptionHelp: 'A note for yourself and for those who choose from the list.',
    save: 'Save',
    saving: 'Saving…',
    test: 'Test Connection',
    testing: 'Testing…',
    signIn: 'Sign in…',
    signedIn: 'Signed in',
    signedInText: 'A sign-in is kept in the vault and renewed by itself.',
    notSignedIn: 'Not signed in',
    notSignedInText:
      'Sign in with the browser once; Drawbridge renews the sign-in afterwards. Signing in saves the data source first.',
    forget: 'Forget sign-in',
    defaultValue: (text: string) => `Default: ${text}`,
    resetToDefault: (label: string) => `Use the default for ${label}`,
    automatic: 'Automatic',
    required: 'Needed for this way to sign in.',
    secretKept: 'kept in the vault',
    secretWillBeForgotten: 'will be forgotten when you save',
    secretReplace: 'Type to replace it',
    forgetSecret: (label: string) => `Forget ${label}`,
    keepSecret: (label: string) => `Keep ${label}`,
    spelling: (name: string) => `In a connection string: ${name}=`,
    discardTitle: 'Discard changes?',
    discardText: 'What you changed in this data source has not been saved.',
    discard: 'Discard',
    keepEditing: 'Keep editing',
  },

  check: {
    nameMissing: 'Give the data source a name.',
    nameTooLong: 'A name has at most 32 characters.',
    nameCharacters: (found: string) => `A name can’t contain ${found}`,
    nameSpaces: 'A name can’t begin or end with a space.',
    nameTaken: (name: string) => `There is already a data source “${name}”.`,
    integer: 'Type a whole number.',
    range: (minimum: number, maximum: number) =>
      `Type a number from ${integer.format(minimum)} to ${integer.format(maximum)}.`,
    url: 'Type a whole address, such as https://example.com.',
    line: 'This can’t contain line breaks.',
  },

  test: {
    label: 'Test result',
    passed: 'The connection works',
    failed: 'The connection failed',
    account: 'Account',
    workspaces: 'Workspaces',
    scopes: 'Scopes',
    dismiss: 'Dismiss the test result',
  },

  signIn: {
    title: (name: string) => `Sign in to Bitbucket for ${name}`,
    starting: 'Opening the callback address…',
    waiting: 'Waiting for your consent in the browser',
    waitingText:
      'Grant access on the page that opens in your browser, then come back. If none opened, use the button, or copy the address.',
    openAgain: 'Open the sign-in page',
    address: 'Sign-in address',
    callback: 'Callback address',
    callbackText: 'The OAuth consumer in Bitbucket must name exactly this address.',
    exchanging: 'Finishing the sign-in…',
    pasteToggle: 'The browser runs on another computer',
    paste: 'Redirect address or code',
    pasteHelp:
      'After consent the browser lands on an address that begins with the callback address. Paste it here.',
    pasteSend: 'Use it',
    done: 'You are signed in',
    account: 'Account',
    accountUnknown: 'Not told by this credential',
    scopes: 'Scopes',
    noScopes: 'None named',
    until: 'Access until',
    untilText: 'renewed by itself before that',
    failed: 'The sign-in did not succeed',
    again: 'Try again',
    date: (iso: string) => (Number.isNaN(Date.parse(iso)) ? iso : dateTime.format(new Date(iso))),
  },

  preview: {
    dsn: 'Data source',
    noDsn: 'Make a data source first.',
    choose: 'Choose…',
    limit: 'Row limit',
    limitHelp: 'How many rows this window asks for at most. Max Rows of the data source is separate.',
    limitRange: 'From 1 to 1,000,000.',
    run: 'Run',
    runShortcut: 'Ctrl+Enter',
    cancel: 'Cancel',
    editor: 'SQL',
    placeholder: 'A statement, such as SELECT Id, Title, State FROM PullRequests',
    sampleQuery: "SELECT Id, Title, State\nFROM PullRequests\nWHERE State = 'OPEN'",
    catalogFailed: 'Names could not be read for completion:',
    results: 'Results',
    grid: 'Query result',
    idle: 'Write a query and press Run or F5. Nothing is sent to Bitbucket before that.',
    opening: 'Running…',
    noRows: 'The query returned no rows.',
    rows: (count: number) => `${integer.format(count)} ${count === 1 ? 'row' : 'rows'}`,
    rowsSoFar: (count: number) => `${integer.format(count)} rows so far`,
    duration,
    calls: (count: number) => `${integer.format(count)} API ${count === 1 ? 'call' : 'calls'}`,
    bytes,
    cancelled: 'Cancelled. These are the rows that had arrived.',
    cancelledEmpty: 'Cancelled before any row arrived.',
    cutByLimit: (limit: number) =>
      `The result was cut at ${integer.format(limit)} rows, the row limit of this window. Raise it to see more.`,
    cut: 'The result was cut; there are more rows than shown.',
    positionAt: (line: number, column: number) => `line ${line}, column ${column}`,
    copied: (cells: number) => `${integer.format(cells)} ${cells === 1 ? 'cell' : 'cells'} copied`,
    copyHint: 'Ctrl+C copies the selection as tab-separated text.',
    nullValue: 'NULL',
  },

  about: {
    heading: 'Core parts',
    part: 'Part',
    version: 'Version',
    place: 'Place',
    engine: 'Query engine',
    driver: 'ODBC driver',
    process: (pid: number, startedAt: string) => {
      const started = Date.parse(startedAt);
      return Number.isNaN(started) ? `pid ${pid}` : `pid ${pid}, since ${dateTime.format(new Date(started))}`;
    },
    socket: 'PostgreSQL socket',
    port: (port: number) => `port ${port}`,
    registered: 'Registered',
    notRegistered: 'Not registered',
    problems: 'What is wrong with the ODBC driver',
    connect: 'Connect from a terminal',
    commands: (runDir: string, port: number, name: string) => [
      `isql -v ${shellWord(name)}`,
      `psql -h ${shellWord(runDir)} -p ${port} -d ${shellWord(name)}`,
    ],
  },

  /** Of the desktop's shell: tray, menu and boxes outside of the page. */
  desktop: {
    running: (sessions: number) =>
      `Engine running, ${integer.format(sessions)} ${sessions === 1 ? 'session' : 'sessions'}`,
    paused: 'Engine paused',
    notRunning: 'Engine not running',
    open: 'Open Drawbridge',
    pause: 'Pause',
    resume: 'Resume',
    quit: 'Quit',
    view: 'View',
    options: 'Options',
    closeToTray: 'Keep running in the tray when the window is closed',
    keyFile: 'Keep secrets with a key file',
    trayTitle: 'Drawbridge keeps running',
    trayText:
      'The window is closed, and applications can go on querying Bitbucket. The icon in the tray opens the window again and ends Drawbridge.',
    trayKeep: 'Keep running',
    saveTitle: 'Save',
    discardTitle: 'Discard changes?',
    discardText: 'What you changed has not been saved.',
    keepEditing: 'Keep editing',
    discard: 'Discard',
    engineEnds: {
      message: (status: number) => `The Drawbridge engine keeps ending (status ${status}).`,
      hint: 'It is started again and again. Start Drawbridge from a terminal to see what it prints.',
    },
    windowEnds: {
      message: (reason: string) => `The window keeps ending (${reason}).`,
      hint: 'Close it and start Drawbridge again.',
    },
    notOpened: 'Drawbridge could not open its window.',
  },
} as const;
