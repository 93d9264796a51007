import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allProcedures } from '../../engine/catalog/procedures.ts';
import { allTables } from '../../engine/catalog/tables.ts';
import { dataModel, dataModelCommand, dataModelFile } from './data-model.ts';

const root = path.resolve(import.meta.dirname, '../..');
const text = dataModel();

it(`${dataModelFile} is what the catalog says`, () => {
  const file = readFileSync(path.join(root, dataModelFile), 'utf8');
  const lines = file.split('\n');
  const stale = text.split('\n').findIndex((line, index) => line !== lines[index]);
  const advice = `${dataModelFile} is out of date. Run "${dataModelCommand}" and commit what it writes.`;
  expect(file === text ? '' : `${advice} The first difference is in line ${stale + 1}.`).toBe('');
});

describe('the page of the data model', () => {
  it('has a heading for every table and procedure, and a row for every column', () => {
    const lines = text.split('\n');
    const headings = lines.filter((line) => line.startsWith('### ')).map((line) => line.slice(4));
    const names = [...allTables, ...allProcedures].map(({ name }) => name);
    expect(headings.toSorted()).toEqual(names.toSorted());
    for (const { name, columns } of allTables) {
      const start = lines.indexOf(`### ${name}`);
      const next = lines.findIndex((line, index) => index > start && line.startsWith('##'));
      const rows = lines.slice(start, next).filter((line) => line.startsWith('| '));
      // A row for the names of the columns and one for the rule below them.
      expect([name, rows.length - 2]).toEqual([name, columns.length]);
      const cells = rows.map((row) => row.replaceAll('\\|', '').split('|').length);
      expect([name, new Set(cells).size]).toEqual([name, 1]);
    }
  });

  it('links to headings that are there', () => {
    const anchors = new Set(
      [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    expect(anchors.size).toBe([...text.matchAll(/^#+ /gm)].length);
    const targets = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(allTables.length);
    expect(targets.filter((target) => !anchors.has(target ?? ''))).toEqual([]);
  });

  it('is small enough for GitHub to render it', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(500_000);
  });

  it('says what can be written, what is pushed and what is gone', () => {
    const section = (name: string): string => text.split(`### ${name}\n`)[1]?.split('\n##')[0] ?? '';
    expect(section('Branches')).toContain('| INSERT (required) |');
    expect(section('PullRequests')).toMatch(/\| State \|.*`=`.*exact/);
    expect(section('PullRequestComments')).toContain('PullRequestId → [PullRequests](#pullrequests) (Id)');
    expect(section('Issues')).toContain('**Retired on 2026-08-20.**');
    expect(section('sys_tables')).toContain('| IsUpdateable | BOOLEAN | no |');
    expect(section('MergePullRequest')).toContain('One of `merge_commit`, `squash`');
  });
});
