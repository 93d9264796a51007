/** Every text of the window, in one place. Numbers and dates are formatted by the user's locale. */
import type {
  ApiCall,
  DsnScope,
  HealthMend,
  HealthStateName,
  LogEntry,
  MachineScope,
  OdbcDriver,
  Output,
  Pooling,
  PoolTimeout,
  Property,
  Settings,
  StatementInfo,
  Tracing,
} from '../engine/admin/contract.ts';

const integer = new Intl.NumberFormat();
const tenths = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const exactTime = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  // As in a log; a column has no room for more.
  hourCycle: 'h23',
});
const dateOnly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
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

const windowsOwn = 'Set it in the ODBC Data Source Administrator of Windows.';

const madeAnew =
  'A connection to Drawbridge is used again only if it is as it was opened: pyodbc switches autocommit off, so that its connections are made anew each time.';

const tracingWarning = (secrets: string): string =>
  `Applications are slow while they are traced, and the log grows fast. It holds the data that they read, and ${secrets}. Stop tracing as soon as you have what you need.`;

const shortTime = (iso: string): string => clockTime.format(new Date(iso));

function calls(count: number): string {
  return `${integer.format(count)} API ${count === 1 ? 'call' : 'calls'}`;
}

function rows(count: number): string {
  return `${integer.format(count)} ${count === 1 ? 'row' : 'rows'}`;
}

function bytes(count: number): string {
  const kibibytes = count / 1024;
  if (kibibytes < 1024) return `${integer.format(Math.ceil(kibibytes))} KiB`;
  return `${tenths.format(kibibytes / 1024)} MiB`;
}

const scopeNames: Readonly<Record<DsnScope, string>> = { user: 'User', system: 'System', file: 'File' };
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
      const again = entry.attempt > 1 ? `, attempt ${integer.format(entry.attempt)}` : '';
      const figures = `${entry.status ?? 'no answer'}, ${duration(entry.milliseconds)}, ${bytes(entry.bytes)}${again}`;
      return `${entry.method} ${entry.target}\n${figures}`;
    }
    case 'session':
      return entry.event === 'opened' ? 'Session opened' : 'Session closed';
  }
}

const vaultKeyNames: Readonly<Record<string, string>> = {
  'key-file': 'Key file of your account',
  'key-store': 'Key store of the desktop',
  passphrase: 'Passphrase',
  'shared-key': 'Shared key of a service',
};

export const messages = {
  product: 'Drawbridge',
  title: 'ODBC Data Sources for Bitbucket',
  loading: 'Loading…',
  sqlState: (code: string) => `SQLSTATE ${code}`,
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  search: 'Search',
  clearSearch: 'Clear the search',
  choices: (label: string) => `Choices for ${label}`,

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
    file: 'File DSN',
    drivers: 'Drivers',
    tracing: 'Tracing',
    pooling: 'Connection Pooling',
    preview: 'Preview',
    requests: 'Requests',
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
    paused: 'Paused',
    driverRegistered: 'ODBC driver registered',
    driverMissing: 'ODBC driver not registered',
    driverProblems: (count: number) =>
      count === 1 ? 'ODBC driver: 1 problem' : `ODBC driver: ${integer.format(count)} problems`,
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
    none: 'The driver manager knows no driver on this computer.',
    actions: 'Actions for the Drawbridge driver',
    install: 'Install',
    repair: 'Repair',
    uninstall: 'Uninstall',
    uninstallTitle: 'Uninstall the driver',
    uninstallQuestion: 'Are you sure you want to uninstall the Drawbridge ODBC driver?',
    uninstallConsequence:
      'Applications can no longer use the data sources that are made for it, until it is installed again. The data sources stay.',
    about:
      'An ODBC driver lets applications reach one kind of data. Only the Drawbridge driver can be installed, repaired and uninstalled here; others have setup programs of their own. What a library’s file does not tell stays empty.',
    aboutDriver: ({ name, file, missing, hidden, ours }: OdbcDriver) =>
      [
        `${name} is registered in ${file}.`,
        hidden ? 'The system’s file has a driver of the same name, which is used instead.' : '',
        missing
          ? ours
            ? 'Its library is not there; Repair puts it back.'
            : 'Its library is not there, so that no application can load it.'
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
    dll: 'Custom Trace DLL',
    selectDll: 'Select DLL…',
    dllReason: {
      unixODBC: 'Only on Windows: unixODBC writes its trace itself.',
      Windows: 'Always that of Windows, odbctrac.dll.',
    } satisfies Record<Tracing['manager'], string>,
    machineWide: 'Machine-Wide tracing for all user identities',
    machineWideHelp: {
      unixODBC: 'Writes the system’s odbcinst.ini, which needs administrator rights.',
      Windows: 'Writes the registry’s HKEY_LOCAL_MACHINE, which needs administrator rights.',
    } satisfies Record<Tracing['manager'], string>,
    off: 'Tracing is off.',
    onFor: (file: string) =>
      `Tracing is on, by ${file}. Applications that were running before are not traced; those that start from now on are.`,
    warning: {
      unixODBC: tracingWarning('secrets of connection strings other than PWD'),
      Windows: tracingWarning('secrets of connection strings'),
    } satisfies Record<Tracing['manager'], string>,
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
    enabledHelp: (file: string, on: boolean) =>
      `For all drivers that allow it: Pooling=Yes in ${file}.${on ? ` ${madeAnew}` : ''}`,
    noSwitch: 'On Windows each application asks for pooling, and each driver decides by its timeout.',
    edit: 'Set…',
    apply: 'Apply',
    none: 'The driver manager knows no driver on this computer.',
    perfMon: 'PerfMon',
    perfMonReason: {
      unixODBC: 'Only on Windows: unixODBC counts nothing for PerfMon.',
      Windows: windowsOwn,
    } satisfies Record<Pooling['manager'], string>,
    enable: 'Enable',
    disable: 'Disable',
    retryWait: 'Retry Wait Time',
    retryWaitReason: {
      unixODBC: 'Only on Windows: unixODBC tries again at the next connection.',
      Windows: windowsOwn,
    } satisfies Record<Pooling['manager'], string>,
    about:
      'Pooling lets an application use a connection again that it has closed, instead of making a new one. Applications that are running take no notice of a change until they start again.',
    attributes: 'Set Connection Pooling Attributes',
    dontPool: 'Don’t pool connections to this driver',
    pool: 'Pool connections to this driver',
    seconds: 'Seconds unused connections remain in the pool',
    secondsRange: 'Type a whole number from 0 to 99,999.',
    ok: 'OK',
  },

  dsn: {
    listLabel: (scope: DsnScope) => `${scopeNames[scope]} Data Sources`,
    name: 'Name',
    platform: 'Platform',
    driver: 'Driver',
    description: 'Description',
    add: 'Add…',
    remove: 'Remove',
    dismissNotices: 'Dismiss',
    configure: 'Configure…',
    preview: 'Preview',
    actions: 'Actions',
    foreign: 'Made for another driver. It is listed here, but only its own setup can change it.',
    none: 'No data sources yet.',
    noneSystem: 'No System data sources yet. They serve every account of this computer, services included.',
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
    searchIn: 'Search name, driver and description',
    noneFound: (text: string) => `No data source matches “${text}”.`,
    found: (shown: number, all: number) => `${integer.format(shown)} of ${integer.format(all)}`,
    duplicate: 'Duplicate…',
    export: 'Export…',
    import: 'Import…',
    reasonNone: 'Select a data source first.',
    reasonForeign: 'It was made for another driver: only that driver’s own setup can change it.',
    reasonNoneOfOurs: 'There is no data source of Drawbridge here.',
    problems: 'The file of data sources has lines that ODBC does not understand',
  },

  wish: {
    asked: (wish: { open: 'wizard' } | { open: 'sheet'; name: string }) =>
      wish.open === 'wizard'
        ? 'Another program asks to add a data source.'
        : `Another program asks to configure the data source “${wish.name}”.`,
    none: (name: string) =>
      `Another program asks to configure the data source “${name}”, but Drawbridge has none of that name here.`,
    open: 'Open it',
    add: 'Add one',
    dismiss: 'Not now',
  },

  duplicate: {
    title: (name: string) => `Duplicate ${name}`,
    name: 'Name of the copy',
    explanation:
      'The copy gets the same properties and secrets. The sign-in stays with the original, since Bitbucket renews it for one data source only.',
    confirm: 'Duplicate',
  },

  transfer: {
    exportTitle: 'Export data sources',
    what: 'Data sources to export',
    selected: (name: string) => `Only ${name}`,
    all: (scope: DsnScope) =>
      `All ${scopeNames[scope]} data sources of Drawbridge${scope === 'file' ? ' in this folder' : ''}`,
    exportText: 'Secrets and sign-ins are never part of an export.',
    content: 'Content of the file',
    save: 'Save as file',
    fileName: (name: string | null) => `${(name ?? 'data-sources').replaceAll(/[^\w.-]+/g, '-')}.json`,
    importTitle: (scope: DsnScope) => `Import ${scopeNames[scope]} data sources`,
    importText:
      'Choose a file that Export wrote, or paste its text. Nothing changes before you press Import.',
    choose: 'Choose a file…',
    paste: 'Text of the export',
    plan: 'What will be imported',
    newName: (name: string) => `New name for ${name}`,
    actionFor: (name: string) => `Action for ${name}`,
    create: 'Create',
    skip: 'Skip',
    replace: 'Replace the one that is there',
    rename: 'Import under another name',
    replaceText: 'Its secrets and sign-in stay if it goes on asking the same Bitbucket.',
    count: (count: number) =>
      count === 1 ? 'Import 1 data source' : `Import ${integer.format(count)} data sources`,
    nothing: 'Import',
    cannotRead: (name: string) => `The file ${name} could not be read.`,
    cannotReadHint: 'Choose it again, or paste its text.',
  },

  fileDsn: {
    list: 'File Data Sources and folders',
    lookIn: 'Look in',
    up: 'Parent folder',
    known: {
      default: 'Default folder',
      home: 'Home folder',
      system: 'Folder of this computer',
      root: 'Whole computer',
    },
    empty: 'No folders and no .dsn files here.',
    searchIn: 'Search file, driver and description',
    noneFound: (text: string) => `Nothing in this folder matches “${text}”.`,
    setDirectory: 'Set Directory',
    isDirectory: 'ODBC looks in this folder already.',
    directorySet: (path: string) =>
      `ODBC now looks in ${path} for a file data source that is named without a folder.`,
    readOnly: 'This account may not write in this folder.',
    about:
      'A File data source is a text file that can be shared with others. Applications connect with FILEDSN= and its path. Secrets stay in your vault.',
    isDefault: 'ODBC looks here by default.',
    addTitle: 'New File data source',
    addName: 'Name of the file',
    addHelp: (folder: string) =>
      `The file is made in ${folder} once it is configured and saved; “.dsn” is added to its name.`,
    addConfirm: 'Configure…',
    sheetName: 'File',
    notWhole: 'Give the complete path of the file.',
    connect: (path: string) => `FILEDSN=${path}`,
  },

  files: {
    browse: 'Browse…',
    browseFor: (label: string) => `Browse for ${label}…`,
    title: (label: string) => `Choose: ${label}`,
    list: 'Folders and files',
    folders: 'Folders',
    empty: 'Nothing here.',
    fileName: 'File name',
    choose: 'Choose',
    chooseFolder: 'Choose this folder',
  },

  elevation: {
    title: 'Administrator rights needed',
    question: (file: string) => `Drawbridge needs administrator rights to change ${file}.`,
    library: {
      put: (path: string) => `The driver’s library is copied to ${path}, where every account may read it.`,
      remove: (path: string) => `The driver’s library ${path} is removed.`,
    },
    changes: 'What will change in the file',
    lines: { added: 'Added', removed: 'Removed', kept: 'Unchanged' },
    ask: 'Continue',
    asking: 'Waiting for the rights…',
    how: {
      pkexec: 'This computer will ask you for the password of an administrator. Nothing else is written.',
      sudo: 'The change is made with sudo. Nothing else is written.',
      uac: 'Windows will ask whether Drawbridge may make changes to this device. Only what is shown here is changed.',
      none: 'Neither pkexec nor sudo can ask for them here. Run this in a terminal instead, then press F5 here:',
      'no program':
        'This package has no command line that could make the change with them. Make it from an account that may write the file; or install the command “drawbridge”, then quit Drawbridge and start it again.',
    },
    noCommand:
      'Neither pkexec nor sudo can ask for them here. Make the change from an account that may write the file.',
    refused: 'Nothing was changed: administrator rights were not asked for.',
    refusedHint: 'Try again and choose Continue, or make a User data source instead.',
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

  health: {
    column: 'Health',
    words: {
      'driver missing': 'Driver missing',
      'vault locked': 'Vault locked',
      'wrong values': 'Wrong values',
      'not signed in': 'Not signed in',
      'token expired': 'Token expired',
      unreachable: 'Unreachable',
      'check failed': 'Check failed',
      'scope missing': 'Scope missing',
      'access denied': 'Access denied',
      'secret in file': 'Secret in file',
      good: 'Good',
      'not checked': 'Not checked',
      'other accounts': 'Other accounts',
    } satisfies Record<HealthStateName, string>,
    panel: (name: string) => `Health of ${name}`,
    at: (iso: string) => dateTime.format(new Date(iso)),
    check: 'Check',
    checkAll: 'Check all',
    checking: 'Checking…',
    stop: 'Stop',
    mend: (mend: HealthMend): string => {
      switch (mend.action) {
        case 'installDriver':
          return 'Install the driver';
        case 'moveSecrets':
          return 'Move to the vault';
        case 'removeValues':
          return `Remove ${mend.names.join(', ')}`;
        case 'signIn':
          return mend.again ? 'Sign in again…' : 'Sign in…';
        case 'signInWithScopes':
          return 'Sign in with more permissions…';
        case 'enterSecret':
          return mend.what === 'token' ? 'Enter the token…' : 'Enter the consumer…';
        case 'configure':
          return mend.page === 'Network' ? 'Network settings…' : 'Configure…';
        case 'check':
          return 'Check again';
        case 'startNewVault':
          return 'Start a new vault…';
      }
    },
    newVault: {
      title: 'Start a new vault',
      question: 'Give up all secrets and sign-ins that this account has kept?',
      lost: 'They are those of every data source, not of this one alone. Each then says “Not signed in”, and wants its token or consumer again, or a new sign-in.',
      kept: 'The old vault is kept under a name with the date, and can be put back if its key is found. The data sources themselves stay as they are.',
      confirm: 'Start a new vault',
      doneTitle: 'A new vault is in place',
      done: 'The old one is kept as',
      doneNext: 'Enter the secrets again, or sign in: Health says for each data source what it needs.',
    },
    scopesTitle: 'Sign in with more permissions',
    scopesFirst:
      'A sign-in gets the permissions that its OAuth consumer has. In Bitbucket, open Workspace settings, OAuth consumers, edit the consumer and tick:',
    scopesThen: 'Save the consumer there. Then sign in here; the new sign-in replaces the old one.',
  },

  sheet: {
    titleAdd: (scope: DsnScope) => `New ${scopeNames[scope]} data source`,
    titleConfigure: (name: string) => `Configure ${name}`,
    pages: 'Property pages',
    pageNames: {
      Basic: 'Basic',
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
    search: 'Search properties',
    found: (count: number) =>
      count === 0
        ? 'No property has these words in its name, label or help.'
        : `${integer.format(count)} ${count === 1 ? 'property' : 'properties'} found on all pages.`,
    foundOn: (page: string) => `Page ${page}`,
    withoutEffect: 'Has no effect with the chosen way to sign in.',
    otherSchemes: 'Properties of other ways to sign in',
    otherSchemesText: 'They have no effect with the chosen one.',
    pick: (label: string) => `Pick ${label} from Bitbucket`,
    listing: 'Asking Bitbucket…',
    listEmpty: 'Nothing to pick from. Type it instead.',
    schemaKind: (kind: Output<'dsn.schemas'>['schemas'][number]['kind'], title: string) =>
      ({
        information: 'the workspace as a whole',
        project: title === '' ? 'project' : `project, ${title}`,
        repository: 'repository',
        'roll-up': 'all repositories together',
      })[kind],
    driverName: 'Drawbridge ODBC Driver for Bitbucket',
    connectionString: 'Connection string',
    connectionForm: 'Form of the connection string',
    withDsn: 'With this DSN',
    withoutDsn: 'Without a DSN',
    withoutDsnWarning: 'A browser sign-in belongs to a DSN: use another way to sign in here.',
    copyConnectionString: 'Copy the connection string',
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
    revoke: 'Take back the access in Bitbucket',
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
    nameTooManyBytes:
      'A name has at most 32 characters, and ODBC counts letters such as é as two, others as up to four.',
    nameCharacters: (found: readonly string[]) =>
      `The ${found.length === 1 ? 'character' : 'characters'} ${found.join(' ')} can’t be in a name.`,
    nameSpaces: 'A name can’t begin or end with a space.',
    nameTaken: (name: string) => `There is already a data source “${name}”.`,
    integer: 'Type a whole number.',
    range: (minimum: number, maximum: number) =>
      `Type a number from ${integer.format(minimum)} to ${integer.format(maximum)}.`,
    url: 'Type a complete address, such as https://example.com.',
    line: 'This can’t contain line breaks.',
  },

  wizard: {
    title: 'New data source',
    stepsLabel: 'Steps',
    steps: {
      start: 'Who and name',
      method: 'Way to sign in',
      credential: 'Sign in',
      place: 'Workspace',
      finish: 'Test and finish',
    },
    suggestedName: 'Bitbucket',
    back: 'Back',
    next: 'Next',
    finish: 'Finish',
    allProperties: 'All properties…',
    testAgain: 'Test again',
    stopTest: 'Stop the test',
    signInAgain: 'Sign in again…',
    missing: (label: string) => `${label} is missing.`,

    whoLabel: 'Who will use it?',
    whoSaved: 'Who will use it? (It is saved already, for the sign-in.)',
    who: {
      user: 'I will: a User DSN',
      system: 'Services on this computer, such as Tableau Bridge: a System DSN',
    } satisfies Record<MachineScope, string>,
    whoText: {
      user: 'For applications that you start yourself. Only you see it, and nobody has to be an administrator.',
      system:
        'For services that run under an account of their own; they cannot see User DSNs. Every account of this computer sees it, and saving needs administrator rights.',
    } satisfies Record<MachineScope, string>,
    nameHelp:
      'What applications connect to. At most 32 characters, none of\u00A0[\u00A0]\u00A0{\u00A0}\u00A0(\u00A0)\u00A0,\u00A0;\u00A0?\u00A0*\u00A0=\u00A0!\u00A0@\u00A0\\',
    paste: 'I have a connection string',
    pasteLabel: 'Connection string',
    pastePlaceholder: 'Workspace=…;OAuthClientId=…;ApiURL=…',
    pasteHelp: 'Paste one from a colleague or another tool: it fills in the next steps.',
    pasteFills: (filled: readonly string[], ignored: readonly string[]) =>
      [
        filled.length === 0 ? 'Nothing to fill in.' : `Fills in: ${filled.join(', ')}.`,
        ignored.length === 0 ? '' : `Not used here: ${ignored.join(', ')}.`,
      ]
        .join(' ')
        .trim(),

    methodLabel: 'How will Drawbridge sign in to Bitbucket?',
    methodShort: 'Way to sign in',
    methods: {
      OAuth: {
        title: 'OAuth consumer, in the browser',
        good: 'Good for people: you see what your own account sees, and it is renewed by itself.',
        limits:
          'Needs an OAuth consumer, which an administrator of the workspace makes once, and a browser for the first sign-in and after three months without use.',
      },
      OAuthClient: {
        title: 'OAuth private consumer (client credentials)',
        good: 'Good for services: no browser, nobody has to sign in, no end date.',
        limits:
          'The consumer must be private, it sees only the workspace that owns it, and it acts as an app, not as you.',
      },
      APIToken: {
        title: 'API token with e-mail',
        good: 'Good for a quick start: anybody makes one for their own account, without an administrator.',
        limits: 'Ends after a year at the latest, and its scopes cannot be changed afterwards.',
      },
      AccessToken: {
        title: 'Access token of a workspace, project or repository',
        good: 'Good for one place only: it belongs to no person, and reaches nothing else.',
        limits:
          'Cannot list workspaces, so you type the slug. A repository’s token sees no projects; those of projects and workspaces need a Premium plan.',
      },
    },

    create: {
      OAuth: 'In Bitbucket: add an OAuth consumer',
      OAuthClient: 'In Bitbucket: add a private OAuth consumer',
      APIToken: 'At Atlassian: create an API token',
      AccessToken: 'In Bitbucket: create an access token',
    },
    createWhere: {
      OAuth: 'Open Workspace settings, OAuth consumers, Add consumer. Any name will do.',
      OAuthClient: 'Open Workspace settings, OAuth consumers, Add consumer. Any name will do.',
      APIToken:
        'Open your Atlassian account, Security, API tokens: Create API token with scopes, for Bitbucket.',
      AccessToken: 'Open the settings of the workspace, project or repository, Access tokens, Create.',
    },
    openPage: {
      OAuth: 'Open Bitbucket',
      OAuthClient: 'Open Bitbucket',
      APIToken: 'Open Atlassian account',
      AccessToken: 'Open Bitbucket',
    },
    openHelp: 'How it is done',
    callback: 'Paste exactly this as its callback URL:',
    callbackFree: 'The port is free on IPv4 and IPv6.',
    privateConsumer:
      'Tick “This is a private consumer”: client credentials work with no other. Bitbucket wants a callback URL all the same; any address will do.',
    boxesToTick: 'Tick the permissions for what you want to read or write, then save.',
    scopesToTick: 'Choose the scopes for what you want to read or write. None brings another with it.',
    wishes: 'What you want',
    topic: 'Topic',
    read: 'Read',
    write: 'Write',
    readTopic: (label: string) => `Read: ${label}`,
    writeTopic: (label: string) => `Write: ${label}`,
    tickBoxes: 'Boxes to tick',
    tickScopes: 'Scopes to choose',
    tickLabel: 'To tick in Bitbucket',
    copyScopes: 'Copy the scopes',
    stillReadOnly: 'A data source is read only all the same, until you switch Read Only off in it.',
    tokenLimits: 'Tokens of a repository offer no Account and no Projects: tick what there is.',
    enter: {
      OAuth: 'Then enter what Bitbucket shows for it',
      OAuthClient: 'Then enter what Bitbucket shows for it',
      APIToken: 'Then enter the token: it is shown only once',
      AccessToken: 'Then enter the token: it is shown only once',
    },
    addresses: 'Advanced: other addresses, proxy, certificate',
    addressesText: 'Only for an offline Bitbucket, or where the way to it leads through a proxy.',
    signInNext: 'Next you sign in with the browser.',
    signInNextText:
      'The data source is saved for that first. You can take it back when you leave the wizard.',

    placeText: 'Pick what this credential can reach, or type it. The lists come from Bitbucket.',
    driverMissing: 'Applications cannot use it yet: the ODBC driver is not in its place.',
    installDriver: 'Install the driver',
    testFirst: 'Test the connection before you finish, or finish and test later.',
    notSet: 'not set',
    noLimit: 'no limit',
    done: (name: string) => `The data source “${name}” is ready.`,
    doneText: {
      user: 'Try it in Preview, or connect from your applications: they find it by its name.',
      system: 'Try it in Preview, or connect from services and applications: they find it by its name.',
    } satisfies Record<MachineScope, string>,

    leaveTitle: 'Leave without finishing?',
    leaveText: 'What you have entered for this data source has not been saved.',
    leaveSavedText: (name: string) =>
      `“${name}” had to be saved for the sign-in. Keep it, to configure it later, or remove it with its sign-in.`,
    leaveKeep: 'Keep it',
    leaveRemove: 'Remove it',
    stay: 'Go on here',
  },

  test: {
    label: 'Test result',
    passed: 'The connection works',
    failed: 'The connection failed',
    account: 'Account',
    credential: 'Signed in by',
    workspaces: 'Workspaces',
    scopes: 'Scopes',
    scopesUnknown: 'Bitbucket does not tell them of this credential',
    callsLeft: 'Calls left in this hour',
    lacking: (count: number) =>
      count === 1 ? 'What one missing scope keeps from you' : `What ${count} missing scopes keep from you`,
    notRead: 'Not read',
    notWritten: 'Not written',
    notCalled: 'Not called',
    dismiss: 'Dismiss the test result',
  },

  carry: {
    exportOpen: 'Export the sign-in…',
    exportTitle: (name: string) => `Export the sign-in of “${name}”`,
    exportText:
      'For a computer without a browser: import the file there, in this window or with “drawbridge login --import”.',
    passphrase: 'Passphrase',
    passphraseHelp:
      'Who has the file and the passphrase is signed in as you. Several words are better than one.',
    again: 'The same again',
    notTheSame: 'The two are not the same.',
    save: 'Save as a file…',
    saved: 'The sign-in is exported.',
    onePlace:
      'Use it in one place only from now on: each renewal ends the token before it, so where it is renewed first the other ends.',
    fileName: (name: string) => `${name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '_')} sign-in.json`,
    importOpen: 'Import a sign-in…',
    importTitle: (name: string) => `Import a sign-in for “${name}”`,
    importText:
      'From the file of “Export the sign-in…”, or of “drawbridge login --export”, on another computer.',
    choose: 'Choose a file…',
    paste: 'Or paste its text',
    take: 'Import',
  },

  signIn: {
    title: (name: string) => `Sign in to Bitbucket for the data source “${name}”`,
    starting: 'Checking the port of the callback URL on IPv4 and IPv6…',
    portTaken: 'The port of the callback URL is not free',
    portTakenText:
      'Nothing was opened yet. Use another port here and in the consumer, or sign in and paste the address that the browser ends on.',
    otherPort: (callbackUrl: string) => `Use ${callbackUrl}`,
    byHand: 'Sign in and paste',
    moved: 'The data source has the new callback URL.',
    movedConsumer:
      'Now change it in Bitbucket as well: edit the OAuth consumer, paste this as its callback URL, and save.',
    movedGoOn: 'I have changed it: sign in',
    waiting: 'Waiting for your consent in the browser',
    waitingText:
      'Grant access on the page that opens in your browser, then come back. If none opened, or you closed it, open it again.',
    timeLeft: (seconds: number) =>
      `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`,
    stray: 'An answer to another sign-in came back and was refused.',
    strayHint:
      'Perhaps an old page was still open. Close it, and grant access on the page that this sign-in opens.',
    customAddress:
      'This address is not on bitbucket.org, so the desktop may not open it by itself: copy it into your browser.',
    copyAddress: 'Copy the sign-in address',
    copyCallback: 'Copy the callback URL',
    openAgain: 'Open the sign-in page',
    address: 'Sign-in address',
    callback: 'Callback URL',
    callbackText: 'The OAuth consumer in Bitbucket must name exactly this address.',
    exchanging: 'Finishing the sign-in…',
    pasteToggle: 'The browser runs on another computer',
    paste: 'Redirect address or code',
    pasteHow:
      'Copy the sign-in address into that browser and grant access there. The page it ends on cannot be shown; its address is what counts.',
    pasteHelp:
      'After consent the browser lands on an address that begins with the callback URL. Paste it here.',
    pasteSend: 'Use it',
    done: 'You are signed in',
    account: 'Account',
    accountUnknown: 'Not told by this credential',
    scopes: 'Scopes',
    noScopes: 'None named',
    boxes: (boxes: readonly string[]) => `Boxes ticked in the consumer: ${boxes.join(', ')}.`,
    until: 'Access until',
    untilText: 'renewed by itself before that',
    failed: 'The sign-in failed',
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
    rows,
    rowsSoFar: (count: number) => `${rows(count)} so far`,
    duration,
    calls,
    showCalls: (count: number) => `${calls(count)}: show in Requests`,
    bytes,
    cancelled: 'Cancelled. These are the rows that had arrived.',
    cancelledEmpty: 'Cancelled before any row arrived.',
    runSelection: 'Run selection',
    explain: 'Plan',
    failed: 'Failed',
    number: (value: number) => integer.format(value),
    connectionString: 'Connection string',
    fileDsn: (file: string) => `File DSN ${file}`,
    rowsLabel: 'Rows',
    notRun: 'This statement has not been run yet.',
    tryAgain: 'Try again',

    resultTab: (number: number) => `Result ${integer.format(number)}`,
    planTab: (number: number) => `Plan ${integer.format(number)}`,
    pin: 'Keep this tab',
    pinned: 'kept',
    closeTab: 'Close tab (Delete)',
    views: 'Show',
    viewRows: 'Rows',
    viewPlan: 'Plan',
    viewChart: 'Chart',
    save: 'Save…',
    saveAs: { csv: 'Save as CSV', json: 'Save as JSON' },
    pagesOf: (done: number, expected: number) =>
      `${integer.format(done)} of ${integer.format(expected)} ${expected === 1 ? 'page' : 'pages'}`,
    pages: (done: number) => `${integer.format(done)} ${done === 1 ? 'page' : 'pages'} so far`,
    callsLeft: (count: number) =>
      `${integer.format(count)} ${count === 1 ? 'call' : 'calls'} left in this hour`,

    valueTitle: (column: string, row: number) => `${column}, row ${integer.format(row)}`,
    valueLabel: 'Value',
    valueNull: 'NULL: there is no value.',
    valueLength: (count: number) => `${integer.format(count)} ${count === 1 ? 'character' : 'characters'}`,
    selectAll: 'Select all',

    tree: 'Schemas',
    showTree: 'Show the schemas',
    treeWidth: 'Width of the schema tree',
    treeFilter: 'Filter by name',
    treeEmpty: 'Choose a data source to see its schemas.',
    treeNoTables: 'No tables',
    treeNoMatch: 'Nothing here has that in its name.',
    treeHint: 'Enter puts a name into the statement.',
    treeCatalog: '– the catalog of every data source',
    listAll: 'List all schemas',
    listing: 'Listing…',
    listAgain: 'List the schemas again',
    listFailed: 'The schemas could not be listed',
    schemaKinds: {
      information: '– the workspace, and what the engine tells',
      project: '– a project',
      repository: '– a repository',
      both: '– a project and a repository',
      'roll-up': '– all repositories at once',
      unknown: '– the default schema of the data source',
    },
    treeTable: (columns: number, key: readonly string[]) =>
      `– ${integer.format(columns)} ${columns === 1 ? 'column' : 'columns'}${key.length === 0 ? '' : `, key ${key.join(', ')}`}`,
    nullable: 'may be NULL',
    notNull: 'never NULL',
    primaryKey: 'primary key',
    refersTo: (column: string) => `refers to ${column}`,
    insertName: 'Insert name',
    insertSelect: 'SELECT …',

    planBefore: 'Before it runs: what it would ask of Bitbucket. Nothing has been asked yet.',
    planAfter: 'What it cost',
    costCalls: 'API calls',
    costRows: 'Rows read',
    costBytes: 'Received',
    costTime: 'Time',
    planNothing: 'It reads no table, so that nothing is asked of Bitbucket. It runs in the engine alone.',
    planCalls: 'Estimated:',
    planMade: 'Made:',
    planMadeShared: '(together with the other table that is read there)',
    planMadePartly: (kept: number, all: number) =>
      `The list of requests has only ${integer.format(kept)} of its ${calls(all)} now.`,
    planMadeOthers: (count: number) =>
      `${calls(count)} went to other addresses, such as those of the parents or of columns that a list lacks.`,
    planDepends: (what: string) => `not known beforehand (${what})`,
    executions: {
      counted: 'Bitbucket counts the rows',
      batches: 'rows appear page by page',
      loaded: 'the statement runs in the engine once all rows are there',
    },
    planSent: 'Sent to Bitbucket',
    planPart: 'Part',
    planValue: 'Value',
    planFrom: 'Comes from',
    planLocal: 'Runs in the engine',
    planWhat: 'What',
    planWhy: 'Why',
    planNoLocal: 'No filter or order is left to the engine.',
    sentKinds: {
      driver: (name: string) => `driven by ${name}`,
      parents: (name: string) => `only for ${name} with`,
      path: (name: string) => `${name} in the path`,
      filter: (name: string) => `filter ${name}`,
      parameter: (name: string) => name,
      sort: (name: string) => name,
      fields: (name: string) => name,
      count: () => 'count by',
      length: (name: string) => name,
      stop: () => 'stop after rows',
    },

    chartKind: 'Chart',
    chartKinds: { bar: 'Bars', line: 'Line', scatter: 'Points' },
    chartX: 'Horizontal',
    chartY: 'Vertical',
    chartSeries: 'Series',
    chartNone: 'None',
    chartRows: 'Number of rows',
    chartAggregate: 'Values',
    chartAggregates: {
      count: 'Count',
      sum: 'Sum',
      average: 'Average',
      least: 'Least',
      greatest: 'Greatest',
    },
    chartEmpty: 'There is nothing to draw in these columns.',
    chartNoRows: 'Run the statement to draw its rows.',
    chartMissing: (rows: number) =>
      `${integer.format(rows)} ${rows === 1 ? 'row is' : 'rows are'} left out: no value to draw.`,
    chartOthers: (categories: number) =>
      `${integer.format(categories)} smaller ${categories === 1 ? 'group is' : 'groups are'} left out.`,
    chartUnit: (unit: 'hour' | 'day' | 'month' | 'year') => `Times are drawn by the ${unit}.`,
    chartOtherSeries: (series: number) =>
      `${integer.format(series)} further series ${series === 1 ? 'is' : 'are'} left out.`,
    chartGrouped: (rows: number, points: number) =>
      `${integer.format(rows)} ${rows === 1 ? 'row is' : 'rows are'} drawn as ${integer.format(points)} ${points === 1 ? 'point, which stands for them all' : 'points, each standing for those near it'}.`,
    chartSummary: (kind: string, y: string, x: string, points: string) =>
      `${kind} of ${y} by ${x}: ${points}`,
    chartMore: (count: number) => `and ${integer.format(count)} more`,
    chartPoint: (x: string, y: number) => `${x} ${tenths.format(y)}`,
    chartDate: (time: number) => dateOnly.format(new Date(time)),
    chartOf: (aggregate: string, column: string) => `${aggregate} of ${column}`,

    cutByLimit: (limit: number) =>
      `The result was cut after ${rows(limit)}, the row limit of this window. Raise it to see more.`,
    cut: 'The result was cut; there are more rows than shown.',
    positionAt: (line: number, column: number) => `line ${line}, column ${column}`,
    copied: (cells: number) => `${integer.format(cells)} ${cells === 1 ? 'cell' : 'cells'} copied`,
    copyHint: 'Ctrl+C copies the selection as tab-separated text.',
    nullValue: 'NULL',
  },

  requests: {
    list: 'API calls',
    none: 'No API calls yet. Run a query, and each call that it makes appears here.',
    noneShown: 'No call matches the filter.',
    time: 'Time',
    method: 'Method',
    address: 'Address',
    status: 'Status',
    duration: 'Duration',
    size: 'Size',
    attempt: 'Attempt',
    dataSource: 'Data source',
    statement: 'Statement',
    filter: 'Filter',
    filterHint: 'Address, statement or problem',
    whichStatus: 'Status',
    whichDataSource: 'Data source',
    allStatuses: 'All calls',
    allDataSources: 'All data sources',
    statuses: {
      problems: 'Problems',
      limited: 'Rate limit (429)',
      retried: 'Retried',
    },
    noDataSource: 'Connection string',
    onlyStatement: (id: number) => `Statement ${integer.format(id)} only`,
    group: 'By statement',
    pause: 'Pause list',
    resume: 'Resume list',
    waiting: (count: number) => `${integer.format(count)} waiting`,
    clear: 'Clear',
    copy: 'Copy',
    copied: (count: number) => `${calls(count)} copied`,
    copyFailed: 'The clipboard did not take it.',
    cancelled: 'Not needed',
    noAnswer: 'No answer',
    purposes: {
      statement: 'Query',
      schemas: 'List of schemas',
      test: 'Test Connection',
      signIn: 'Sign-in',
      setup: 'Setting up a data source',
    } satisfies Record<ApiCall['purpose'], string>,
    states: {
      running: 'running',
      done: 'done',
      failed: 'failed',
      cancelled: 'cancelled',
      closed: 'closed by its client',
    } satisfies Record<StatementInfo['state'], string>,
    exactTime: (iso: string) => exactTime.format(new Date(iso)),
    number: (value: number) => integer.format(value),
    milliseconds: duration,
    bytes,
    shown: (shown: number, all: number) =>
      shown === all ? calls(all) : `${integer.format(shown)} of ${calls(all)}`,
    problems: (count: number) => `${integer.format(count)} ${count === 1 ? 'problem' : 'problems'}`,
    listPaused: 'The list is paused.',
    hint: 'Enter shows a call, Ctrl+C copies it.',
    details: 'API call',
    path: 'Path',
    parameters: 'Parameters',
    why: 'Made for',
    attemptOf: (attempt: number) => (attempt === 1 ? 'first attempt' : `attempt ${integer.format(attempt)}`),
    copyAddress: 'Copy address',
    showStatement: 'Only calls of this statement',
    showAll: 'Show all calls',
    groupSummary: (count: number, milliseconds: number | null, size: number) =>
      [calls(count), ...(milliseconds === null ? [] : [duration(milliseconds)]), bytes(size)].join(' · '),
  },

  quota: {
    label: 'Quota of the hour',
    none: 'No API calls in the last hour.',
    meter: (names: string) => `API calls of the last hour, ${names}`,
    used: (used: number, budget: number) => `${integer.format(used)} of ${integer.format(budget)}`,
    short: (used: number, budget: number) => `${integer.format(used)} / ${calls(budget)}`,
    anonymous: 'Connection string',
    left: (left: number) => `${integer.format(left)} left`,
    over: (over: number) => (over === 0 ? 'Used up' : `${integer.format(over)} over the budget`),
    nextFree: (iso: string) => `the oldest call is free again at ${shortTime(iso)}`,
    fitsAgain: (iso: string) => `the next call fits at ${shortTime(iso)}`,
    resting: (seconds: number) => `Bitbucket asks to wait; goes on in ${integer.format(seconds)} s`,
    since: (iso: string) => `Counted since ${shortTime(iso)}, when the engine was started.`,
    said: (limit: number | null, remaining: number | null) =>
      [
        'Bitbucket says:',
        limit === null ? '' : `${integer.format(limit)} an hour`,
        remaining === null ? '' : `${integer.format(remaining)} left`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    nearLimit: 'Bitbucket says that little is left',
    perMinute: (most: number) => `Calls in each minute of the last hour, at most ${integer.format(most)}`,
  },

  engine: {
    pause: 'Pause engine',
    resume: 'Resume',
    paused:
      'The engine is paused. Running queries go on; new ones and new connections are refused until you resume it.',
  },

  settings: {
    title: 'Settings',
    keyFileHelp:
      'This desktop has no key store that protects secrets. A key file outside of the folder of the secrets, readable by you alone, keeps them instead.',
    appearance: 'Appearance',
    notKept: 'This choice holds for now, but could not be kept',
    dismiss: 'Dismiss',
    appearances: { system: 'System', light: 'Light', dark: 'Dark' } satisfies Record<
      Settings['appearance'],
      string
    >,
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
    openDrivers: 'Open Drivers',
    connect: 'Connect from a terminal',
    commands: (runDir: string, port: number, name: string) => [
      `isql -v ${shellWord(name)}`,
      `psql -h ${shellWord(runDir)} -p ${port} -d ${shellWord(name)}`,
    ],
  },

  vault: {
    heading: 'What protects the secrets',
    explanation: 'Secrets and sign-ins are in an encrypted vault. Each of these keys opens it alone.',
    none: 'No secret is kept yet. The vault comes into being with the first one, or with a key that you add.',
    key: 'Key',
    state: 'State',
    place: 'File',
    removeColumn: 'Take away',
    opens: 'Opens the vault',
    closed: (problem: string) => `Does not open it here: ${problem}`,
    kind: (keeper: string) => vaultKeyNames[keeper] ?? `${keeper} (of a newer version)`,
    add: 'Add a key…',
    addTitle: 'Add a key to the vault',
    addQuestion: 'What shall open the vault as well?',
    addConfirm: 'Add',
    help: {
      'key-file':
        'For the command line and for a service of your account, without this window. A file that only you can read, outside of the vault’s folder.',
      passphrase: 'For computers without a desktop. Handed over when Drawbridge starts; it lies nowhere.',
      'shared-key': 'For a service that runs as another account: a file that only that account can read.',
      'key-store': 'That of the desktop, which opens it when you log in. It needs the Drawbridge window.',
    },
    passphrase: 'Passphrase',
    passphraseHelp:
      'At least 12 characters. DRAWBRIDGE_VAULT_KEY hands it over, or the descriptor that DRAWBRIDGE_VAULT_KEY_FD names.',
    file: 'File of the key',
    fileHelp: 'Made where it is not there. Give it to the service’s account afterwards: chown ACCOUNT FILE.',
    remove: 'Take away…',
    removeConfirm: 'Take away',
    removeOf: (key: string) => `Take away: ${key}`,
    removeTitle: 'Take a key away',
    removeQuestion: (key: string) => `Shall this key open the vault no more: ${key}?`,
    removeThen:
      'The vault gets a new data key, which the other keys close at once; all of them have to be within reach.',
    removeCopies:
      'A copy of the vault that somebody made before still opens with it. If you fear that, sign in again and make new tokens.',
  },

  connect: {
    open: 'Connect from…',
    title: (name: string) => `Connect from an application to ${name}`,
    loading: 'Preparing the texts…',
    search: 'Search applications',
    applications: 'Applications',
    noneFound: 'No application of that name.',
    untested: 'untested',
    steps: 'Steps',
    notes: 'Good to know',
    copyLabel: (title: string) => `Copy ${title}`,
    copyRefused: 'Copying was refused. The text is selected: press Ctrl+C.',
    files: 'Files',
    save: (kind: string) => `Save the .${kind} file`,
    saved: (name: string) => `${name} was saved to your downloads.`,
    saveFailed: 'The file could not be made',
    noSecrets: 'No text and no file holds a password, a token or a secret.',
    schema: 'Repository',
    schemaPlaceholder: 'my-repository',
    schemaHelp: 'Its slug. The tables of the whole workspace are listed as well.',
    tables: 'Tables in the file',
    tablesHelp: {
      one: 'Choose one.',
      several: 'Choose one, or several that belong together: they are joined along their keys.',
    },
    chooseTable: 'Choose a table first.',
  },

  /** Of the desktop's shell: tray, menu and boxes outside of the page. */
  desktop: {
    running: (sessions: number) =>
      `Engine running, ${integer.format(sessions)} ${sessions === 1 ? 'session' : 'sessions'}`,
    paused: 'Engine paused',
    notRunning: 'Engine not running',
    signedOut: ([first, ...others]: readonly string[]) =>
      others.length === 0
        ? `Not signed in: ${first}`
        : `Not signed in: ${integer.format(others.length + 1)} data sources`,
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
