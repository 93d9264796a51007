/** Every text of the window, in one place. Numbers and dates are formatted by the user's locale. */
import type { DsnScope, Output, Property } from '../engine/admin/contract.ts';

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
  copy: 'Copy',
  copied: 'Copied',
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
    otherSchemes: 'Properties of other sign-in methods',
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
    } satisfies Record<DsnScope, string>,
    whoText: {
      user: 'For applications that you start yourself. Only you see it, and nobody has to be an administrator.',
      system:
        'For programs that run under an account of their own; they cannot see User DSNs. Every account of this computer sees it, and saving needs administrator rights.',
    } satisfies Record<DsnScope, string>,
    nameHelp: 'What applications connect to. At most 32 characters, none of [ ] { } ( ) , ; ? * = ! @ \\.',
    paste: 'I have a connection string',
    pasteLabel: 'Connection string',
    pastePlaceholder: 'Workspace=…;OAuthClientId=…;ApiURL=…',
    pasteHelp: 'Paste one from a colleague or another tool: it fills in the next steps.',
    pasteFills: (filled: readonly string[], ignored: readonly string[]) =>
      [
        filled.length === 0 ? 'Nothing to fill in.' : `Fills in: ${filled.join(', ')}.`,
        ignored.length === 0 ? '' : `Without meaning here, left out: ${ignored.join(', ')}.`,
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
      OAuth: 'Open the settings of your workspace, OAuth consumers, Add consumer. Any name will do.',
      OAuthClient: 'Open the settings of your workspace, OAuth consumers, Add consumer. Any name will do.',
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
    readsOnlyYet: 'This version of Drawbridge only reads; with these you are ready for writing.',
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
    testFirst: 'Test the connection before you finish, or finish and test later.',
    notSet: 'not set',
    done: (name: string) => `The data source “${name}” is ready.`,
    doneText: {
      user: 'Try it in Preview, or connect from your applications: they find it by its name.',
      system: 'Try it in Preview, or connect from services and applications: they find it by its name.',
    } satisfies Record<DsnScope, string>,

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
    workspaces: 'Workspaces',
    scopes: 'Scopes',
    dismiss: 'Dismiss the test result',
  },

  signIn: {
    title: (name: string) => `Sign in to Bitbucket for ${name}`,
    starting: 'Checking the callback address on IPv4 and IPv6…',
    portTaken: 'The callback address is not free',
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
      'Grant access on the page that opens in your browser, then come back. Drawbridge waits two minutes. If none opened, or you closed it, open it again.',
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
      'After consent the browser lands on an address that begins with the callback address. Paste it here.',
    pasteSend: 'Use it',
    done: 'You are signed in',
    account: 'Account',
    accountUnknown: 'Not told by this credential',
    scopes: 'Scopes',
    noScopes: 'None named',
    boxes: (boxes: readonly string[]) => `Boxes ticked in the consumer: ${boxes.join(', ')}.`,
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
} as const;
