/** `CAST(CreatedOn AS DATE) >= DATE '2026-01-05'`, as applications ask for days, in terms of the column itself. */
import type { Constant } from './scan-request.ts';

type Sign = '=' | '<>' | '<' | '<=' | '>' | '>=';

export interface WholeDays {
  /** How the comparisons are to be joined. */
  readonly joined: 'and' | 'or';
  readonly comparisons: readonly { readonly sign: Sign; readonly value: Constant }[];
}

/** null for a day whose next one has no four-digit year. */
export function wholeDays(sign: Sign, day: string): WholeDays | null {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(next)) return null;
  const begin = midnight(day);
  const end = midnight(next);
  const from = { sign: '>=', value: begin } as const;
  const until = { sign: '<', value: end } as const;
  const before = { sign: '<', value: begin } as const;
  const after = { sign: '>=', value: end } as const;
  switch (sign) {
    case '=':
      return { joined: 'and', comparisons: [from, until] };
    case '<>':
      return { joined: 'or', comparisons: [before, after] };
    case '<':
      return { joined: 'and', comparisons: [before] };
    case '<=':
      return { joined: 'and', comparisons: [until] };
    case '>':
      return { joined: 'and', comparisons: [after] };
    case '>=':
      return { joined: 'and', comparisons: [from] };
  }
}

function midnight(day: string): Constant {
  return { kind: 'timestamp', text: `${day}T00:00:00.000000` };
}
