/** One thing that `drawbridge doctor` has looked at. */
export interface Finding {
  readonly subject: string;
  readonly ok: boolean;
  /** What there is, or what is wrong and how to mend it. */
  readonly text: string;
}
