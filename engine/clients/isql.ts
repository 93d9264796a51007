import type { Client, ClientFacts } from './client.ts';
import { connectionText } from './connection-text.ts';
import { engineNotes, nameNotes } from './notes.ts';
import { shellWord } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

/** A file, and a name that begins like an option, go in as a connection string. */
function source(facts: ClientFacts): string {
  const { name, scope } = facts.dsn;
  return scope === 'file' || name.startsWith('-')
    ? `-k ${shellWord(connectionText(facts))}`
    : shellWord(name);
}

export const isql: Client = {
  id: 'isql',
  title: 'isql',
  trial: 'tested',
  files: [],
  guide: (facts) => ({
    steps: ['Install unixODBC: apt install unixodbc.'],
    texts: [
      { title: 'A session', text: `isql -v ${source(facts)}\n` },
      { title: 'One statement', text: `echo ${shellWord(sampleStatement)} | isql -v -b ${source(facts)}\n` },
    ],
    notes: [...nameNotes(facts), ...engineNotes(facts)],
  }),
};
