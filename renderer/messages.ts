/** Every text of the window, in one place. Numbers and dates are formatted by the user's locale. */
import type { DsnScope, LogEntry, OdbcDriver, PoolTimeout, Property } from '../engine/admin/contract.ts';

const integer = new Intl.NumberFormat();
const tenths = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'short' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
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

function seconds(count: number): string {
  return `${integer.format(count)} ${count === 1 ? 'second' : 'seconds'}`;
}

function entries(count: number): string {
  return `${integer.format(count)} ${count === 1 ? 'entry' : 'entries'}`;
}

/** An entry of the engine's log as one text: what happened, and what it cost. */
function logText(entry: LogEntry): string {
  switch (entry.kind) {
    case 'error':
    case 'notice': {
      const statement = entry.kind === 'error' ? entry.statement : '';
      return [`${entry.sqlState} ${entry.message}`, entry.hint ?? '', statement]
        .filter((line) => line !== '')
        .join('\n');
    }
    case 'statement':
      return `${entry.statement}\n${entry.commandTag}, ${duration(entry.milliseconds)}`;
    case 'call': {
      const again = entry.attempt > 1 ? `, attempt ${entry.attempt}` : '';
      const figures = `${entry.status ?? 'no answer'}, ${duration(entry.milliseconds)}, ${bytes(entry.bytes)}${again}`;
      return `${entry.method} ${entry.target}\n${figures}`;
    }
    case 'session':
      return entry.event === 'opened' ? 'Session opened' : 'Session closed';
  }
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
    drivers: 'Drivers',
    tracing: 'Tracing',
    pooling: 'Connection Pooling',
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

  drivers: {
    listLabel: 'ODBC drivers that are installed on this computer',
    name: 'Name',
    version: 'Version',
    company: 'Company',
    file: 'File',
    date: 'Date',
    platform: 'Platform',
    place: 'For',
    scope: (scope: DsnScope) => (scope === 'system' ? 'System' : 'User'),
    day: (iso: string) => (Number.isNaN(Date.parse(iso)) ? '' : date.format(new Date(iso))),
    missingFile: (library: string) => (library === '' ? 'Names no library' : `Missing: ${library}`),
    none: 'unixODBC knows no driver on this computer.',
    actions: 'Actions for the Drawbridge driver',
    install: 'Install',
    repair: 'Repair',
    uninstall: 'Uninstall',
    uninstallTitle: 'Uninstall the driver',
    uninstallQuestion: 'Are you sure you want to uninstall the Drawbridge ODBC driver?',
    uninstallConsequence:
      'ODBC programs can no longer use the data sources that are made for it, until it is installed again. The data sources stay.',
    about:
      'An ODBC driver lets ODBC programs reach one kind of data. Only the Drawbridge driver can be installed, repaired and uninstalled here; others have setup programs of their own. What a library’s file does not tell stays empty.',
    aboutDriver: ({ name, file, missing, hidden, ours }: OdbcDriver) =>
      [
        `${name} is registered in ${file}.`,
        hidden ? 'The system’s file has a driver of the same name, which is used instead.' : '',
        missing
          ? ours
            ? 'Its library is not there; Repair puts it back.'
            : 'Its library is not there, so that no program can load it.'
          : '',
        ours ? '' : 'It has a setup program of its own; nothing here changes it.',
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
  },

  tracing: {
    settings: 'Driver manager trace',
    start: 'Start Tracing Now',
    stop: 'Stop Tracing Now',
    apply: 'Apply',
    path: 'Log File Path',
    browse: 'Browse…',
    browseReason: 'Type the path: the folders of the engine’s computer cannot be listed here.',
    dll: 'Custom Trace DLL',
    selectDll: 'Select DLL…',
    dllReason: 'Only on Windows: unixODBC writes its trace itself.',
    machineWide: 'Machine-Wide tracing for all user identities',
    machineWideHelp: 'Writes the system’s odbcinst.ini, which needs administrator rights.',
    off: 'Tracing is off.',
    onFor: (file: string) =>
      `Tracing is on, by ${file}. Programs that were running before go on without; those that start from now on write.`,
    warning:
      'Programs are slow while they trace, and the log grows fast. It holds the data that they read, and secrets of connection strings other than PWD. Stop tracing as soon as you have what you need.',
    hidden: (file: string) =>
      `${file} has a section [ODBC], which hides that of this account: only machine-wide tracing has an effect.`,
    size: (count: number | null) => {
      if (count === null) return 'There is no log yet.';
      return count === 0 ? 'The log is empty.' : `The log has ${bytes(count)}.`;
    },
    logs: 'Logs',
    engineLog: 'Engine log',
    tail: 'Last lines of the trace',
    refresh: 'Read again',
    tailNone: 'Nothing has been traced yet.',
    tailAbout: 'Secrets are masked here; in the file they may stand in plain text.',
  },

  log: {
    label: 'Log of the engine',
    level: 'Level',
    levels: {
      error: 'Errors',
      statement: 'Errors, statements',
      call: 'Errors, statements, API calls',
      session: 'Everything',
    },
    filter: 'Filter',
    pause: 'Pause',
    resume: 'Resume',
    copy: 'Copy',
    clear: 'Clear',
    none: 'Nothing yet. What connections, statements and API calls do appears here while it happens.',
    noMatch: 'No entry has this level and text.',
    shown: (shown: number, all: number) =>
      shown === all ? entries(all) : `${integer.format(shown)} of ${entries(all)}`,
    paused: 'Paused',
    time: (iso: string) => (Number.isNaN(Date.parse(iso)) ? iso : time.format(new Date(iso))),
    kinds: {
      error: 'Error',
      statement: 'Statement',
      call: 'API call',
      notice: 'Notice',
      session: 'Session',
    } satisfies Record<LogEntry['kind'], string>,
    text: logText,
  },

  pooling: {
    listLabel: 'ODBC Drivers',
    driver: 'ODBC Drivers',
    timeout: 'Pool Timeout',
    timeoutText: (timeout: PoolTimeout, on: boolean) => {
      if (!on || timeout === 'none') return '<not pooled>';
      return timeout === 0 ? 'under 1 second' : seconds(timeout);
    },
    enabled: 'Pool connections',
    enabledHelp: (file: string) => `For all drivers that allow it: Pooling=Yes in ${file}.`,
    edit: 'Set…',
    apply: 'Apply',
    none: 'unixODBC knows no driver on this computer.',
    perfMon: 'PerfMon',
    perfMonReason: 'Only on Windows: unixODBC counts nothing for PerfMon.',
    enable: 'Enable',
    disable: 'Disable',
    retryWait: 'Retry Wait Time',
    retryWaitReason: 'Only on Windows: unixODBC tries again at the next connection.',
    about:
      'Pooling lets a program take up a connection again that it has closed, instead of making a new one. Programs that are running take no notice of a change until they start again.',
    attributes: 'Set Connection Pooling Attributes',
    dontPool: 'Don’t pool connections to this driver',
    pool: 'Pool connections to this driver',
    seconds: 'Seconds unused connections remain in the pool',
    secondsRange: 'Type a whole number from 0 to 99,999.',
    ok: 'OK',
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
    part: 'Description',
    version: 'Version',
    place: 'File',
    copy: 'Copy',
    copied: 'Copied. The text holds versions and paths, no secrets.',
    unknownVersion: 'not known',
    engine: 'Engine process',
    driver: 'ODBC driver registration',
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
} as const;
