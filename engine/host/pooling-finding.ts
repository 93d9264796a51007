/** What the pool of unixODBC, where it is on, means to connections of our driver. */
import type { DriverManager } from '../dsn/driver-manager.ts';
import { asDrawbridgeError } from '../error.ts';
import type { Finding } from './finding.ts';

const subject = 'Pooling';

/** None where nothing is pooled, and on Windows, whose driver manager keeps to other rules. */
export async function poolingFindings(read: DriverManager['pooling']): Promise<readonly Finding[]> {
  try {
    const { on, manager, file } = await read();
    if (!on || manager === 'Windows') return [];
    const text = `On (${file}). A connection is used again only if it is as it was opened: pyodbc switches autocommit off, so that its connections are made anew each time.`;
    return [{ subject, ok: true, text }];
  } catch (thrown) {
    const { message, hint = '' } = asDrawbridgeError(thrown);
    return [{ subject, ok: false, text: `${message} ${hint}`.trim() }];
  }
}
