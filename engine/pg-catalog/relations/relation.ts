/** SELECTs by the name of the relation; each may name those that stand before it, and macros that do so. */
export type Relations = Readonly<Record<string, string>>;
