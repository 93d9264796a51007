import { expect, it } from 'vitest';
import { clients } from './clients.ts';
import { sampleFacts } from './test-support/sample-facts.ts';

const guideOf = (id: string, facts = sampleFacts()) => {
  const client = clients.find((one) => one.id === id);
  if (client === undefined) throw new Error(`There is no ${id}.`);
  return client.guide(facts);
};

it('every application has a name of its own, a text, and either steps or notes', () => {
  expect(new Set(clients.map(({ id }) => id)).size).toBe(clients.length);
  for (const client of clients) {
    const { texts, steps } = client.guide(sampleFacts());
    expect(texts.length, client.id).toBeGreaterThan(0);
    expect(steps.length, client.id).toBeGreaterThan(0);
    expect(new Set(texts.map(({ title }) => title)).size, client.id).toBe(texts.length);
  }
});

it('services are told to take a System data source, which has no such note', () => {
  const system = sampleFacts({ dsn: { name: 'Harbor', scope: 'system' } });
  expect(guideOf('tableau').notes.join('\n')).toContain('Tableau Bridge runs under an account of its own');
  expect(guideOf('tableau', system).notes.join('\n')).not.toContain('account of its own');
});

it('a System data source behind a User one of the same name is told', () => {
  for (const { id } of clients) {
    expect(guideOf(id, sampleFacts({ hidden: true })).notes.join('\n'), id).toContain('comes first');
  }
});

it('an engine that listens on TCP is named with its address, and needs no start', () => {
  const facts = sampleFacts({ tcp: { host: '::1', port: 6543 } });
  const { steps, texts } = guideOf('dbeaver', facts);
  expect(texts[0]?.text).toBe('jdbc:postgresql://[::1]:6543/Harbor\n');
  expect(steps.join('\n')).not.toContain('--listen');
  expect(guideOf('java').steps[0]).toContain('drawbridge host --listen 127.0.0.1:5433');
});

it('an engine that does not run is told where its socket is used', () => {
  expect(guideOf('psql', sampleFacts({ running: false })).notes.join('\n')).toContain('drawbridge host');
  expect(guideOf('psql').notes.join('\n')).not.toContain('drawbridge host');
});

it('a data source in a file is named by its path where an application takes that, else by driver and file', () => {
  const file = sampleFacts({
    dsn: { name: "/etc/o'data sources/Harbor.dsn", scope: 'file' },
    addresses: [['ApiURL', 'https://bitbucket.example/2.0']],
  });
  const first = (id: string) => guideOf(id, file).texts.map(({ text }) => text);
  expect(first('isql')[0]).toBe(String.raw`isql -v -k 'FILEDSN=/etc/o'\''data sources/Harbor.dsn'` + '\n');
  expect(first('psql')[0]).toContain(
    String.raw`-d 'dbname='\''FILEDSN=/etc/o\'\''data sources/Harbor.dsn'\'''`,
  );
  expect(first('python')[0]).toContain(`pyodbc.connect("FILEDSN=/etc/o'data sources/Harbor.dsn"`);
  expect(first('r')[0]).toContain(`.connection_string = "FILEDSN=/etc/o'data sources/Harbor.dsn"`);
  expect(first('node')[0]).toContain(`database: "FILEDSN=/etc/o'data sources/Harbor.dsn"`);
  expect(first('dbeaver')[0]).toContain("/FILEDSN%3D%2Fetc%2Fo'data%20sources%2FHarbor.dsn");
  const extras = "DSNFile=/etc/o'data sources/Harbor.dsn;ApiURL=https://bitbucket.example/2.0";
  expect(first('tableau')).toEqual(['Drawbridge ODBC Driver for Bitbucket\n', `${extras}\n`]);
  expect(first('excel')[0]).toBe(`Driver={Drawbridge ODBC Driver for Bitbucket};${extras}\n`);
  for (const id of ['tableau', 'excel', 'power-bi']) {
    expect(guideOf(id, file).notes.join('\n'), id).toContain('cannot open a File data source by itself');
    expect(guideOf(id).notes.join('\n'), id).not.toContain('File data source');
  }
  for (const { id } of clients)
    expect(guideOf(id, file).notes.join('\n'), id).toContain('The file holds no secret');
});

it('a name that looks like an address or like an option goes in as what it is', () => {
  const [session] = guideOf('psql', sampleFacts({ name: "postgres://o'x" })).texts;
  expect(session?.text).toContain(String.raw`-d 'dbname='\''postgres://o\'\''x'\'''`);
  expect(guideOf('isql', sampleFacts({ name: '-v' })).texts[0]?.text).toBe("isql -v -k 'DSN=-v'\n");
});
