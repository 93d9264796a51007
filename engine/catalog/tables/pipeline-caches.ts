import { integerColumn, named, required, textColumn, timeColumn, uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { pipelinePages } from '../numbered-pages.ts';

const path = '/repositories/{workspace}/{repository}/pipelines-config/caches';

export const pipelineCaches = defineTable({
  name: 'PipelineCaches',
  scope: 'repository',
  description: "What the repository's pipelines keep from run to run.",
  endpoint: pipelinePages(path),
  columns: [
    uuidColumn('UUID', 'uuid', 'The identifier of the cache, in braces.', required),
    uuidColumn('PipelineUUID', 'pipeline_uuid', 'The UUID of the run that made the cache.'),
    uuidColumn('StepUUID', 'step_uuid', 'The UUID of the step that made it.'),
    textColumn('Name', 'name', 'The name of the cache, such as node.', named),
    textColumn('KeyHash', 'key_hash', 'The hash of what the version of the cache depends on.', named),
    textColumn('Path', 'path', 'Where in the container the contents were taken from.'),
    integerColumn('FileSizeBytes', 'file_size_bytes', 'The size of the archive, in bytes.'),
    timeColumn('CreatedOn', 'created_on', 'When the cache was made, in UTC.'),
  ],
  primaryKey: ['UUID'],
  foreignKeys: [foreignKey('PipelineUUID', 'Pipelines'), foreignKey('StepUUID', 'PipelineSteps')],
  scopes: ['pipeline'],
  writes: {
    delete: { method: 'DELETE', path: `${path}/{UUID}`, scopes: ['pipeline:write'] },
    refused: { INSERT: 'the runs of pipelines make them', UPDATE: 'the runs of pipelines make them' },
  },
});
