/** Which properties stand on which page of the sheet, and which of them matter now. */
import type { Property } from '../../engine/admin/contract.ts';
import { checkValue } from './check-value.ts';
import { effectiveValue, type Draft } from './draft.ts';

export interface PropertyPage {
  readonly category: PageName;
  readonly properties: readonly Property[];
}

/** One page a category, both in the order of the catalogue. */
export function pagesOf(properties: readonly Property[]): readonly PropertyPage[] {
  const categories = [...new Set(properties.map((property) => property.category))];
  return categories.map((category) => ({
    category,
    properties: properties.filter((property) => property.category === category),
  }));
}

/** Whether the property has an effect, given the values of the others. */
export function matters(property: Property, draft: Draft, properties: readonly Property[]): boolean {
  const { when } = property;
  if (when === undefined) return true;
  const other = properties.find((candidate) => candidate.name === when.property);
  if (other === undefined) return true;
  const value = effectiveValue(draft, other).toLowerCase();
  return when.oneOf.some((accepted) => accepted.toLowerCase() === value);
}

/** The properties whose name, label or help hold every word; those first whose name or label do. */
export function matching(properties: readonly Property[], search: string): readonly Property[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const byName = properties.filter(({ name, label }) => holds(`${name} ${label}`));
  const byHelp = properties.filter(({ name, label, help }) => holds(`${name} ${label} ${help}`));
  return [...new Set([...byName, ...byHelp])];
}

export type PageName = Property['category'];

/** The pages on which something must be corrected before saving, in the order of the sheet. */
export function pagesWithErrors(
  properties: readonly Property[],
  draft: Draft,
  nameIsWrong: boolean,
): readonly PageName[] {
  const wrong = new Set<PageName>(nameIsWrong ? ['Basic'] : []);
  for (const property of properties) {
    if (checkValue(property, draft.values[property.name] ?? '') !== undefined) wrong.add(property.category);
  }
  return [...wrong];
}

/** Whether the chosen way to sign in goes through a browser. */
export function signsInWithBrowser(properties: readonly Property[], draft: Draft): boolean {
  const scheme = properties.find((property) => property.name === 'AuthScheme');
  return scheme !== undefined && effectiveValue(draft, scheme).toLowerCase() === 'oauth';
}
