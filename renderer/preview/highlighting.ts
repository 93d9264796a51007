/**
 * Which parts of a statement look different. CodeMirror's default style knows how its grammar names them; only
 * that grouping is taken, as class names, so that the colours come from the tokens and follow dark and forced
 * colours by themselves.
 */
import { defaultHighlightStyle, HighlightStyle } from '@codemirror/language';

/** Classes are `syntax-` and the first name of each group, such as `syntax-keyword` or `syntax-string`. */
export const highlighting = HighlightStyle.define(
  defaultHighlightStyle.specs.map(({ tag }) => ({ tag, class: `syntax-${String([tag].flat()[0])}` })),
);
