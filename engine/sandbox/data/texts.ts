/** The words of the invented workspace, and the awkward texts that a reader of an API has to survive. */
import { choose, pick } from './mix.ts';

const verbs = ['Add', 'Fix', 'Remove', 'Rename', 'Speed up', 'Document', 'Test', 'Replace', 'Repair', 'Move'];
const things = [
  'the berth planner',
  'tide tables',
  'the crane schedule',
  'lantern dimming',
  'cargo manifests',
  'the fog horn driver',
  'pilot rosters',
  'mooring fees',
  'the radar overlay',
  'customs forms',
  'the buoy map',
  'night watch alerts',
];
const reasons = [
  'on slow connections',
  'for the north pier',
  'after a restart',
  'in the weekly report',
  'when the list is empty',
  'before the audit',
  'across time zones',
  'for visiting ships',
];

/** Titles that break naive quoting, matching, sorting or rendering. */
const awkward = [
  'Größe der Köche: ÄÖÜ ß',
  'ΑΒΓ αβγ — Ελληνικά',
  '日本語のタイトル',
  'עברית מימין לשמאל',
  'مرحبا بالعالم',
  'Family 👩‍👩‍👧‍👦 and flag 🇳🇿',
  'cafe\u0301 (decomposed) and café (composed)',
  'He said "no" and \'maybe\'',
  'C:\\harbour\\logs\\new',
  '100% of the_berths_ are full',
  '50%_off; DROP TABLE ships; --',
  "O'Neill's  double  spaces",
  'tab\there and\nnew line',
  'NULL',
  'true',
  '0042',
  '<b>bold</b> &amp; more',
  'İstanbul iskelesi ılık',
  '{"json": ["inside"]}',
  'ﬁle ﬂow ligatures',
];

/** One in `every` titles is an awkward one; the rest read like work. */
export function title(seed: number, index: number, every: number): string {
  if (index % every === every - 1) return awkward[Math.trunc(index / every) % awkward.length] ?? 'NULL';
  return `${pick(verbs, seed, index, 1)} ${pick(things, seed, index, 2)} ${pick(reasons, seed, index, 3)}`;
}

/** A text of some sentences; every 401st is very long (about 40,000 characters), some are empty. */
export function paragraph(seed: number, index: number): string {
  if (index % 401 === 53) return 'A long tale of the harbour. '.repeat(1430);
  const sentences = choose(4, seed, index, 4);
  let text = '';
  for (let at = 0; at < sentences; at += 1) {
    text += `${pick(verbs, seed, index, 10 + at)} ${pick(things, seed, index, 20 + at)} ${pick(reasons, seed, index, 30 + at)}.\n`;
  }
  return index % 41 === 7 ? `${text}${awkward[index % awkward.length] ?? ''}` : text;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character);
}

/** A text as typed and as rendered, the way Bitbucket embeds one. */
export function rendered(raw: string): {
  readonly type: 'rendered';
  readonly raw: string;
  readonly markup: 'markdown';
  readonly html: string;
} {
  return { type: 'rendered', raw, markup: 'markdown', html: raw === '' ? '' : `<p>${escapeHtml(raw)}</p>` };
}
