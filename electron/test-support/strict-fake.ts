/** A stand-in for a part of Electron that throws on every member a test has not given it. */
export function strictFake<T extends object>(name: string, members: { [Member in keyof T]?: unknown }): T {
  return new Proxy(members as T, {
    get(target, member, receiver) {
      // A promise that resolves to the fake asks for `then`; that is JavaScript's question, not the code's.
      if (member === 'then') return undefined;
      if (!(member in target)) throw new Error(`The fake ${name} has no ${String(member)}.`);
      return Reflect.get(target, member, receiver) as unknown;
    },
    set(_target, member) {
      throw new Error(`Nothing may set ${String(member)} on the fake ${name}.`);
    },
  });
}
