/** The catalogue of connection properties, as the window's form needs it. */
import { properties } from '../../dsn/properties.ts';
import type { PropertyDef } from '../../dsn/property.ts';
import type { Property } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';

export const propertyHandlers: Pick<Handlers, 'properties.list'> = {
  'properties.list': () => Promise.resolve({ properties: properties.map(described) }),
};

function described({ type, when, required, doubts, ...property }: PropertyDef): Property {
  return {
    ...property,
    type:
      type.kind === 'choice'
        ? { kind: 'choice', choices: type.choices.map(({ value, label }) => ({ value, label })) }
        : type,
    ...(when === undefined ? {} : { when: { property: when.property, oneOf: [...when.oneOf] } }),
    ...(required === undefined ? {} : { required }),
    ...(doubts === undefined ? {} : { doubts: doubts.map((doubt) => ({ ...doubt })) }),
  };
}
