/**
 * What keeps the stand-in honest. An object of it throws on every member that it does not have, and an option that it
 * would ignore is refused: what passes here is what the stand-in really does.
 */
/** `target` as the shell sees it: asking for a member that is not there throws, and so does setting one. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(_, member) {
      // A promise that resolves to it asks for `then`; that is JavaScript's question, not the shell's.
      if (member === 'then' || typeof member === 'symbol') return Reflect.get(target, member) as unknown;
      if (!(member in target)) throw new Error(`The stand-in for Electron has no ${name}.${member}.`);
      const value = Reflect.get(target, member) as unknown;
      return value;
    },
    set(_, member, value) {
      if (!(member in target)) throw new Error(`The stand-in for Electron has no ${name}.${String(member)}.`);
      return Reflect.set(target, member, value);
    },
  });
}

type Check = (value: unknown) => boolean;

/** Throws on an option that is not among `known`, and on a value that its check does not accept. */
export function checkOptions(name: string, given: object, known: Readonly<Record<string, Check>>): void {
  for (const [option, value] of Object.entries(given)) {
    const check = known[option];
    if (check === undefined) throw new Error(`The stand-in for ${name} does not know the option ${option}.`);
    if (!check(value)) throw new Error(`The stand-in for ${name} does not do ${option}: ${String(value)}.`);
  }
}

export const isText: Check = (value) => typeof value === 'string';
export const isNumber: Check = (value) => Number.isInteger(value);
export const isFunction: Check = (value) => typeof value === 'function';
export const isBoolean: Check = (value) => typeof value === 'boolean';
export const only =
  (...accepted: readonly unknown[]): Check =>
  (value) =>
    accepted.includes(value);

/** Messages travel as JSON here, so only what JSON carries unchanged may be sent. */
export function asMessage<T>(value: T): T {
  if (!isPlain(value)) throw new Error('The stand-in carries plain data only.');
  return structuredClone(value);
}

function isPlain(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype = Object.getPrototypeOf(value) as object | null;
  // Between two realms of one process the prototypes differ, so the name is what counts.
  return (prototype === null || prototypeName(prototype) === 'Object') && Object.values(value).every(isPlain);
}

function prototypeName(prototype: object): string {
  return prototype.constructor.name;
}

/** The events of an object, limited to those that the stand-in raises. */
export class Events {
  readonly #known: ReadonlySet<string>;
  readonly #owner: string;
  readonly #listeners = new Map<string, ((...given: never[]) => void)[]>();

  constructor(owner: string, known: readonly string[]) {
    this.#owner = owner;
    this.#known = new Set(known);
  }

  on(event: string, listener: (...given: never[]) => void): void {
    if (!this.#known.has(event)) throw new Error(`The stand-in for ${this.#owner} never raises ${event}.`);
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  once(event: string, listener: (...given: never[]) => void): void {
    const first = (...given: never[]) => {
      this.#listeners.set(
        event,
        (this.#listeners.get(event) ?? []).filter((other) => other !== first),
      );
      listener(...given);
    };
    this.on(event, first);
  }

  emit(event: string, ...given: readonly unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...(given as never[]));
  }

  /** Raises an event that may be prevented; true if somebody did. */
  ask(event: string, details: object = {}, ...more: readonly unknown[]): boolean {
    let isPrevented = false;
    const preventDefault = () => {
      isPrevented = true;
    };
    this.emit(event, strict(`${event} event`, { ...details, preventDefault }), ...more);
    return isPrevented;
  }
}
