/** Endpoint paths with their placeholders filled in. */

/**
 * `values` by placeholder. A placeholder without a value stays as it is, for EXPLAIN; `.` and `..`, which
 * would lead to another path, are left for the caller to exclude.
 */
export function fillPath(path: string, values: ReadonlyMap<string, string>): string {
  return path.replace(/\{(\w+)(\*?)\}/g, (_, name: string, many: string) => {
    const value = values.get(name);
    if (value === undefined) return `{${name}}`;
    return (many === '' ? [value] : value.split('/')).map(encodeURIComponent).join('/');
  });
}
