/**
 * What an endpoint can filter by: paths below one element of the collection, with their types. `object` can
 * only be tested for absence; the values of a ranked field are ordered as they are listed.
 */
export type FieldType =
  | 'text'
  | 'number'
  | 'datetime'
  | 'boolean'
  | 'object'
  | { readonly ranks: readonly string[] };

export type FieldTypes = Readonly<Record<string, FieldType>>;
