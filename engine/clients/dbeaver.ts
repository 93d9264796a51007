import type { Client } from './client.ts';
import { jdbcAddress } from './jdbc-address.ts';
import { engineNotes, nameNotes, passwordCommand, passwordNote, tcpSteps, untestedNote } from './notes.ts';

export const dbeaver: Client = {
  id: 'dbeaver',
  title: 'DBeaver',
  trial: 'untested',
  files: [],
  guide: (facts) => ({
    steps: [
      ...tcpSteps(facts),
      'Database → New Database Connection → PostgreSQL, then "Connect by: URL" and the address below.',
      'Username: your user name on this computer. Password: what the command below prints.',
      'Open an SQL script on the connection and query from there.',
    ],
    texts: [
      { title: 'URL', text: `${jdbcAddress(facts)}\n` },
      { title: 'Password', text: `${passwordCommand(facts)}\n` },
    ],
    notes: [
      "DBeaver's tree of tables reads pg_catalog, which Drawbridge does not have yet: expect errors or an empty tree. SELECT * FROM sys_tables lists the tables.",
      untestedNote,
      passwordNote,
      ...nameNotes(facts),
      ...engineNotes(facts),
    ],
  }),
};
