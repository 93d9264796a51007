/** The groups of the workspace. */
import type { JsonObject } from '../json.ts';
import { link } from './site.ts';
import type { Workspace } from './workspace.ts';

const names = ['Administrators', 'Developers', 'Schleusenwärter'];
const slugs = ['administrators', 'developers', 'schleusenwarter'];

export function groups({ site, slug, condensed, full }: Workspace): readonly JsonObject[] {
  return names.map((name, index) => ({
    type: 'group',
    name,
    slug: slugs[index],
    full_slug: `${slug}:${slugs[index]}`,
    owner: {
      type: 'team',
      display_name: full['name'],
      uuid: full['uuid'],
      links: { html: link(`${site.web}/${slug}/`) },
    },
    workspace: condensed,
    links: { html: link(`${site.web}/${slug}/workspace/settings/groups/${slugs[index]}`) },
  }));
}
