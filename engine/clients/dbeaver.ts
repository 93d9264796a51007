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
      'Browse the tree of tables, or open an SQL script on the connection and query from there.',
    ],
    texts: [
      { title: 'URL', text: `${jdbcAddress(facts)}\n` },
      { title: 'Password', text: `${passwordCommand(facts)}\n` },
    ],
    notes: [untestedNote, passwordNote, ...nameNotes(facts), ...engineNotes(facts)],
  }),
};
