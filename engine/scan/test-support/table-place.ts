/** Where the tables of the model are read in tests that walk all of them. */
import { informationSchema } from '../../catalog/schema-name.ts';
import type { TableDef } from '../../catalog/table.ts';

/** A repository that shares its schema with a project, so that the tables of both kinds stand there. */
const shared = 'api';

/** Only there has anything been forked. */
const elsewhere: Readonly<Record<string, string>> = { Forks: 'harbor-app' };

/** The schema in which the sandbox has rows of the table. */
export function schemaWithRows({ name, scope }: TableDef): string {
  return scope === 'workspace' ? informationSchema.name : (elsewhere[name] ?? shared);
}

/** Whether all of the table is more than a hundred calls, or thousands of rows, even in the sandbox. */
export function takesLong({ name, parent }: TableDef): boolean {
  return (
    parent?.table === 'Commits' || parent?.table === 'CommitReports' || name === 'WorkspacePullRequestsByUser'
  );
}
