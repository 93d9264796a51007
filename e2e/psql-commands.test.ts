/** psql's backslash commands, each of which is a question to the catalog, against a host with an offline Bitbucket. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Stage } from './support/stage.ts';
import { hasProgram, missingTool } from './support/tools.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
});

afterAll(() => stage.leave());

beforeEach(() => stage.calm());

async function command(...commands: readonly string[]): Promise<string> {
  const args = commands.flatMap((text) => ['-c', text]);
  const { status, stdout, stderr } = await stage.psql('Harbor', args);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

describe.skipIf(missingTool(hasProgram('psql')))('psql (skipped where it is not installed)', () => {
  it('\\dt lists the tables of the search path, \\dt *.* those of every schema', async () => {
    const near = await command(String.raw`\dt`);
    expect(near).toContain('harbor-app|PullRequests|table|erika\n');
    expect(near).toContain('Information|Projects|table|erika\n');
    expect(near).not.toContain('beacon|');
    const all = await command(String.raw`\dt *.*`);
    expect(all).toContain('beacon|PullRequests|table|erika\n');
    expect(all).toContain('AllRepositories|PullRequests|table|erika\n');
    expect(all).toContain('pg_catalog|pg_class|table|erika\n');
  });

  it('\\dn lists the schemas, \\dn+ with what they are', async () => {
    expect((await command(String.raw`\dn`)).split('\n')).toContain('HARBOR|erika');
    expect(await command(String.raw`\dn+`)).toContain('HARBOR|erika||The project Harbour Works.\n');
  });

  it('\\d describes a table, in any case, with its keys and whose keys lead to it', async () => {
    const text = await command(String.raw`\pset tuples_only off`, String.raw`\d beacon.pullrequestcomments`);
    expect(text).toContain('Id|bigint||not null|\n');
    expect(text).toContain('UserUUID|character varying(38)|||\n');
    expect(text).toContain('"PullRequestComments_pkey" PRIMARY KEY, btree ("Id")');
    expect(text).toContain('FOREIGN KEY ("PullRequestId") REFERENCES beacon."PullRequests"("Id")');
    expect(text).toContain('FOREIGN KEY ("UserUUID") REFERENCES "Information"."Users"("UUID")');
    expect(text).toContain('CONSTRAINT "PullRequestTasks_CommentId_fkey" FOREIGN KEY ("CommentId")');
  });

  it('\\d+ and \\dt+ show the comments', async () => {
    expect(await command(String.raw`\d+ "Information"."Projects"`)).toContain(
      'Key|character varying(128)||not null||extended|||The key of the project',
    );
    expect(await command(String.raw`\dt+ "Information"."Projects"`)).toContain(
      'The projects of the workspace.',
    );
  });

  it('\\df lists the procedures with their parameters', async () => {
    expect(await command(String.raw`\df beacon.stop*`)).toBe(
      'beacon|StopPipeline||IN "PipelineUUID" character varying(38), IN "RepositorySlug" character varying(62)|proc\n',
    );
  });

  it('\\l, \\du, \\conninfo, \\di and \\dp answer', async () => {
    expect(await command(String.raw`\l`)).toBe('Bitbucket|erika|UTF8|C|C||libc|\n');
    expect(await command(String.raw`\du`)).toBe('erika||{}\n');
    expect(await command(String.raw`\conninfo`)).toContain('as user "erika"');
    expect(await command(String.raw`\di beacon.*`)).toContain('beacon|Branches_pkey|index|erika|Branches\n');
    expect(await command(String.raw`\dp beacon."PullRequests"`)).toBe(
      'beacon|PullRequests|table|erika=r/erika||\n',
    );
  });

  it('every other command that lists something answers without an error', async () => {
    const commands =
      String.raw`\dv \dm \ds \dE \dT \dx \dD \dC \dc \da \do \dy \dX \dP \dO \ddp \dRp \dRs \dF \dFd \dFp
      \dFt \dL \drds \det \des \dew \deu \dA \dAc \dAf \dAo \dAp \db \dd \dg \dS \dit \z`.split(/\s+/);
    const { status, stderr } = await stage.psql(
      'Harbor',
      commands.flatMap((text) => ['-c', text]),
    );
    // What there is nothing of is told here.
    expect(stderr.replaceAll(/^Did not find any [a-z ]+\.\n/gm, '')).toBe('');
    expect(status).toBe(0);
  });

  it('\\x and \\gdesc tell names and types', async () => {
    expect(await command(String.raw`\x`, 'SELECT oid, relname FROM pg_class WHERE false')).toBe(
      'Expanded display is on.\n',
    );
    const described = await stage.psql('Harbor', [], {
      input:
        String.raw`SELECT oid, relname, relnatts, indkey FROM pg_class JOIN pg_index ON oid = indexrelid \gdesc` +
        '\n',
    });
    expect(described.stdout).toBe(
      'oid|oid\nrelname|character varying\nrelnatts|smallint\nindkey|int2vector\n',
    );
  });

  it('completes names: its questions for that are answered', async () => {
    const rows = await command(
      "SELECT pg_catalog.quote_ident(c.relname) FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'S', 'v', 'm', 'f', 'p') " +
        "AND substring(pg_catalog.quote_ident(c.relname),1,9)='\"PullRequ' AND pg_catalog.pg_table_is_visible(c.oid) " +
        "AND c.relnamespace <> (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'pg_catalog') UNION " +
        "SELECT pg_catalog.quote_ident(n.nspname) || '.' FROM pg_catalog.pg_namespace n " +
        "WHERE substring(pg_catalog.quote_ident(n.nspname) || '.',1,9)='\"PullRequ' AND (SELECT pg_catalog.count(*) " +
        "FROM pg_catalog.pg_namespace WHERE substring(pg_catalog.quote_ident(nspname) || '.',1,9) = " +
        "substring('\"PullRequ',1,pg_catalog.length(pg_catalog.quote_ident(nspname))+1)) > 1 LIMIT 1000",
    );
    expect(rows.split('\n')).toContain('"PullRequests"');
  });

  it('\\copy writes a query to a file of the client', async () => {
    const file = path.join(stage.place.folder, 'projects.csv');
    await command(
      String.raw`\copy (SELECT Key, Name FROM Projects ORDER BY Key) TO '${file}' WITH (FORMAT csv, HEADER)`,
    );
    expect(await readFile(file, 'utf8')).toContain('Key,Name\nAPI,Public API\n');
  });

  it('COPY to a file of the server and COPY FROM are refused', async () => {
    for (const text of [
      "COPY (SELECT 1) TO '/tmp/x'",
      'COPY Projects FROM STDIN',
      "COPY (SELECT 1) TO PROGRAM 'x'",
    ]) {
      const { status, stderr } = await stage.psql('Harbor', ['-c', text]);
      expect(stderr).toContain('0A000');
      expect(status).toBe(1);
    }
  });

  it('costs no call but those that list the schemas, once', async () => {
    await command(String.raw`\dt *.*`, String.raw`\d+ beacon."PullRequests"`, String.raw`\df *.*`);
    const paths = stage.sandbox.requests.map((request) => request.path);
    expect(
      paths.filter((each) => !/^\/2\.0\/(?:workspaces\/[^/]+\/projects|repositories\/[^/]+)$/.test(each)),
    ).toEqual([]);
    expect(new Set(paths).size).toBe(paths.length);
  });
});
