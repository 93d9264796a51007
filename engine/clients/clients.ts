/** The applications in the order in which they are shown. A new one is one file and one line here. */
import type { Client } from './client.ts';
import { dbeaver } from './dbeaver.ts';
import { excel } from './excel.ts';
import { isql } from './isql.ts';
import { java } from './java.ts';
import { node } from './node.ts';
import { powerBi } from './power-bi.ts';
import { psql } from './psql.ts';
import { python } from './python.ts';
import { r } from './r.ts';
import { tableau } from './tableau.ts';

export const clients: readonly Client[] = [
  tableau,
  excel,
  powerBi,
  python,
  r,
  node,
  java,
  psql,
  dbeaver,
  isql,
];
