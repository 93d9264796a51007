/** Parses a `q`. Throws QueryError on anything that the language does not have. */
import { QueryError, type Filter, type Literal } from './filter.ts';
import { tokenize, type Token } from './lexer.ts';

/** How AND and OR bind without parentheses is not documented, so the sandbox can do either. */
export type Precedence = 'and-first' | 'left-to-right';

const deepest = 50;

export function parseFilter(source: string, precedence: Precedence): Filter {
  const parser = new Parser(tokenize(source), precedence);
  return parser.parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #precedence: Precedence;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], precedence: Precedence) {
    this.#tokens = tokens;
    this.#precedence = precedence;
  }

  parse(): Filter {
    const filter = this.#any();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return filter;
  }

  #any(): Filter {
    this.#depth += 1;
    if (this.#depth > deepest) throw new QueryError('Invalid query: nested too deeply');
    const filter = this.#precedence === 'and-first' ? this.#or() : this.#leftToRight();
    this.#depth -= 1;
    return filter;
  }

  #or(): Filter {
    let left = this.#and();
    while (this.#take('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Filter {
    let left = this.#term();
    while (this.#take('and')) left = { kind: 'and', left, right: this.#term() };
    return left;
  }

  #leftToRight(): Filter {
    let left = this.#term();
    for (;;) {
      if (this.#take('and')) left = { kind: 'and', left, right: this.#term() };
      else if (this.#take('or')) left = { kind: 'or', left, right: this.#term() };
      else return left;
    }
  }

  #term(): Filter {
    if (this.#take('open')) {
      const inner = this.#any();
      this.#expect('close');
      return inner;
    }
    const field = this.#next();
    if (field?.kind !== 'field') throw this.#unexpected(-1);
    const sign = this.#next();
    if (sign?.kind === 'operator') {
      return { kind: 'compare', field: field.name, operator: sign.operator, literal: this.#literal() };
    }
    if (sign?.kind === 'in') return this.#list(field.name, false);
    if (sign?.kind === 'not') {
      this.#expect('in');
      return this.#list(field.name, true);
    }
    throw this.#unexpected(-1);
  }

  #list(field: string, negated: boolean): Filter {
    this.#expect('open');
    const literals = [this.#literal()];
    while (this.#take('comma')) literals.push(this.#literal());
    this.#expect('close');
    return { kind: 'in', field, negated, literals };
  }

  #literal(): Literal {
    const token = this.#next();
    if (token?.kind !== 'literal') throw this.#unexpected(-1);
    return token.literal;
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  #take(kind: Token['kind']): boolean {
    if (this.#tokens[this.#at]?.kind !== kind) return false;
    this.#at += 1;
    return true;
  }

  #expect(kind: Token['kind']): void {
    if (!this.#take(kind)) throw this.#unexpected();
  }

  #unexpected(offset = 0): QueryError {
    const token = this.#tokens[this.#at + offset];
    return new QueryError(
      token === undefined
        ? 'Invalid query: unexpected end'
        : `Invalid query: unexpected ${token.kind} (token ${this.#at + offset + 1})`,
    );
  }
}
