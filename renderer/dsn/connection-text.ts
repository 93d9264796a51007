/**
 * The connection string for what a sheet shows. With a data source it holds what the data source itself does not say
 * yet; without one, all that differs from the defaults. Secrets are masked, and never leave the vault anyway.
 */
import type { DsnScope, Property } from '../../engine/admin/contract.ts';
import { formatConnectionString } from '../../engine/dsn/connection-string.ts';
import { type Draft } from './draft.ts';
import { matters } from './property-pages.ts';

const mask = '***';

/** `DSN=…;`, or `FILEDSN=…;` of a data source in a file: changes that are not saved stand in it, so that it means what the sheet shows. */
export function textWithDsn(
  draft: Draft,
  saved: Draft,
  properties: readonly Property[],
  scope: DsnScope = 'user',
): string {
  const values = plain(draft, properties).filter(([name, value]) => saved.values[name] !== value);
  const backToDefault = properties.filter(
    ({ name, sensitivity }) =>
      sensitivity !== 'secret' && saved.values[name] !== undefined && draft.values[name] === undefined,
  );
  const pairs = [
    [scope === 'file' ? 'FILEDSN' : 'DSN', draft.name] as const,
    ...values,
    ...backToDefault.map((property) => [property.name, property.default] as const),
  ];
  const secrets = properties.filter(({ name }) => typeof draft.secrets[name] === 'string');
  return joined(formatConnectionString(pairs), secrets);
}

/** `Driver={…};`: needs no data source. */
export function textWithDriver(draft: Draft, driver: string, properties: readonly Property[]): string {
  const values = plain(draft, properties).filter(
    ([name, value]) => properties.find((property) => property.name === name)?.default !== value,
  );
  const secrets = properties.filter(
    (property) =>
      property.sensitivity === 'secret' && matters(property, draft, properties) && hasSecret(draft, property),
  );
  const start = `Driver={${driver.replaceAll('}', '}}')}}`;
  return joined([start, formatConnectionString(values)].filter((part) => part !== '').join(';'), secrets);
}

/** In the order of the catalogue; keywords that are not in it have no place here. */
function plain(draft: Draft, properties: readonly Property[]): (readonly [string, string])[] {
  return properties.flatMap((property) => {
    const value = draft.values[property.name];
    if (value === undefined || property.sensitivity === 'secret') return [];
    return matters(property, draft, properties) ? [[property.name, value] as const] : [];
  });
}

function hasSecret({ secrets, kept }: Draft, { name }: Property): boolean {
  const change = secrets[name];
  return typeof change === 'string' || (change === undefined && kept.includes(name));
}

function joined(start: string, secrets: readonly Property[]): string {
  return [start, ...secrets.map(({ name }) => `${name}=${mask}`)].join(';') + ';';
}
