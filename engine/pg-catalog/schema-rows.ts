/** The schemas that there are, as rows. */
import type { SchemaInfo } from '../catalog/schema-name.ts';
import type { Cell, ModelTable } from './fill-table.ts';
import type { SchemaOids } from './oids.ts';

/** A schema that a project and a repository share has a row for each. */
export function schemaRows(schemas: readonly SchemaInfo[], oids: SchemaOids): ModelTable['rows'] {
  const ofProject = new Map(
    schemas.flatMap(({ name, project }) =>
      project === undefined ? [] : [[project.key, oids.of(name)] as const],
    ),
  );
  return schemas.flatMap((schema) => {
    const { name, kind, project, repository } = schema;
    const row = (as: SchemaInfo['kind'], projectOid: number | null): Cell[] => [
      oids.of(name),
      name,
      descriptionOf(schema),
      as,
      projectOid,
    ];
    if (project === undefined && repository === undefined) return [row(kind, null)];
    return [
      ...(project === undefined ? [] : [row('project', oids.of(name))]),
      ...(repository === undefined
        ? []
        : [row('repository', ofProject.get(repository.projectKey ?? '') ?? null)]),
    ];
  });
}

function descriptionOf({ kind, project, repository }: SchemaInfo): string {
  if (kind === 'information') return 'The workspace, and the tables of the engine itself.';
  if (kind === 'roll-up') return 'The tables of all repositories together.';
  const parts = [
    ...(project === undefined ? [] : [`The project ${project.name}.`]),
    ...(repository === undefined ? [] : [`The repository ${repository.slug}.`]),
  ];
  return parts.join(' ');
}
