/** Which scan of a statement the calls that it has made belong to: by their addresses, which is all that both tell. */
import type { ApiCall, PlanScan } from '../../engine/admin/contract.ts';
import { addressParts } from '../requests/call-address.ts';

export interface MadeCalls {
  /** By the endpoint as the plan spells it, such as `GET /repositories/acme/{repository}/commits`. */
  readonly byEndpoint: ReadonlyMap<string, number>;
  /** Calls that no scan's endpoint explains. */
  readonly others: number;
}

export function madeCalls(
  scans: readonly Pick<PlanScan, 'endpoint'>[],
  calls: readonly ApiCall[],
): MadeCalls {
  // Of two that fit, the one with fewer placeholders says more.
  const endpoints = [...new Set(scans.map(({ endpoint }) => endpoint))]
    .map((endpoint) => ({ endpoint, fits: patternOf(endpoint), open: endpoint.split('{').length }))
    .toSorted((a, b) => a.open - b.open);
  const byEndpoint = new Map(endpoints.map(({ endpoint }) => [endpoint, 0]));
  let others = 0;
  for (const { method, target } of calls) {
    const address = `${method} ${addressParts(target).path.replace(/^\/2\.0(?=\/)/, '')}`;
    const found = endpoints.find(({ fits }) => fits.test(address));
    if (found === undefined) others += 1;
    else byEndpoint.set(found.endpoint, (byEndpoint.get(found.endpoint) ?? 0) + 1);
  }
  return { byEndpoint, others };
}

function patternOf(endpoint: string): RegExp {
  const parts = endpoint
    .split(/\{[^}]*\}/)
    .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
