/** Elements of XML as text. Attributes are written in the order given; what XML cannot hold becomes U+FFFD. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Texts stand alone in their element, so that no white space is added to them. */
  readonly children: readonly XmlElement[] | string;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly XmlElement[] | string = [],
): XmlElement {
  return { name, attributes, children };
}

/** With two spaces a level, and an end of line after each. */
export function xmlText({ name, attributes, children }: XmlElement, depth = 0): string {
  const indent = '  '.repeat(depth);
  const start = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}='${escaped(value)}'`),
  ].join(' ');
  if (typeof children === 'string') return `${indent}<${start}>${escaped(children)}</${name}>\n`;
  if (children.length === 0) return `${indent}<${start} />\n`;
  const inside = children.map((child) => xmlText(child, depth + 1)).join('');
  return `${indent}<${start}>\n${inside}${indent}</${name}>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** For attributes and texts alike. */
function escaped(text: string): string {
  return (
    text
      .replaceAll(/[&<>'"\t\n\r]/g, (character) => entities[character] ?? character)
      // oxlint-disable-next-line no-control-regex -- XML 1.0 has no way to write them
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
  );
}
