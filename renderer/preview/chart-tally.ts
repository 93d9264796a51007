/** The values of one group of a chart, of which one number is drawn. */
import type { ChartSpec } from './chart-spec.ts';

export class Tally {
  count = 0;
  #sum = 0;
  #least = Infinity;
  #greatest = -Infinity;

  add(value: number): void {
    this.count += 1;
    this.#sum += value;
    this.#least = Math.min(this.#least, value);
    this.#greatest = Math.max(this.#greatest, value);
  }

  value(aggregate: ChartSpec['aggregate']): number {
    switch (aggregate) {
      case 'count':
        return this.count;
      case 'sum':
        return this.#sum;
      case 'average':
        return this.#sum / this.count;
      case 'least':
        return this.#least;
      case 'greatest':
        return this.#greatest;
    }
  }
}
