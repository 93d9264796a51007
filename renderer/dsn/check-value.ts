/** Checks a property's text by its type, while it is typed. The engine checks again, and more. */
import type { Property } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';

const addressSchemes: readonly string[] = ['http:', 'https:', 'sandbox:'];

/** Returns what is wrong, as a sentence for the field, or undefined. Empty text means the default. */
export function checkValue(property: Property, text: string): string | undefined {
  if (text === '') return undefined;
  const { type } = property;
  switch (type.kind) {
    case 'integer': {
      if (!/^\d+$/.test(text)) return messages.check.integer;
      const value = Number(text);
      const inRange = value >= type.minimum && value <= type.maximum;
      return inRange ? undefined : messages.check.range(type.minimum, type.maximum);
    }
    case 'url':
      return isAddress(text) ? undefined : messages.check.url;
    case 'text':
    case 'secret':
    case 'path':
      return /[\r\n]/.test(text) ? messages.check.line : undefined;
    case 'boolean':
    case 'choice':
      return undefined;
  }
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && addressSchemes.includes(new URL(text).protocol);
}
