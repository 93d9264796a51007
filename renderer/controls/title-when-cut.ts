/** The whole text of a cell as a tooltip, but only where the cell is too narrow for it. */
import type { PointerEvent } from 'react';

const longest = 2000;

export function titleWhenCut({ currentTarget: element }: PointerEvent<HTMLElement>): void {
  const isCut = element.scrollWidth > element.clientWidth;
  element.title = isCut ? (element.textContent ?? '').slice(0, longest) : '';
}
