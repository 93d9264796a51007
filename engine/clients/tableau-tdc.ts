/** Tableau's customization of a connection, as a file of its own and as a part of a data source file. */
import type { ClientFile } from './client.ts';
import { odbcIdentity } from './odbc-identity.ts';
import { tableauCapabilities } from './tableau-capabilities.ts';
import { element, xmlText, type XmlElement } from './xml.ts';

/** Tableau applies it where vendor and driver are spelled as the driver reports them. */
export function connectionCustomization(): XmlElement {
  return element('connection-customization', { class: 'genericodbc', enabled: 'true', version: '18.1' }, [
    element('vendor', { name: odbcIdentity.dbmsName }),
    element('driver', { name: odbcIdentity.driverFile }),
    element(
      'customizations',
      {},
      tableauCapabilities.map(({ name, value }) => element('customization', { name, value })),
    ),
  ]);
}

export const tdc: ClientFile = {
  kind: 'tdc',
  title: 'Tableau customization',
  help: 'Says what Drawbridge can do. The same for every data source.',
  tables: 'none',
  make: () => ({
    name: `${odbcIdentity.dbmsName}.tdc`,
    mediaType: 'application/xml',
    bytes: Buffer.from(
      `<?xml version='1.0' encoding='utf-8' ?>\n${xmlText(connectionCustomization())}`,
      'utf8',
    ),
    notes: [],
  }),
};
