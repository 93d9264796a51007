/**
 * Excel's Office Data Connection file (MS-ODCFF): an HTML page with an island of XML that names the connection and its
 * statement.
 */
import type { ChosenTable, ClientFacts, ClientFile } from './client.ts';
import { nameOrDriverText, shownName } from './connection-text.ts';
import { fileName } from './quoting.ts';
import { onlyTable, tableStatement } from './table-statement.ts';
import { element, xmlText } from './xml.ts';

const html = 'http://www.w3.org/TR/REC-html40';
const office = 'urn:schemas-microsoft-com:office:office';
const connections = 'urn:schemas-microsoft-com:office:odc';

export const odc: ClientFile = {
  kind: 'odc',
  title: 'Excel data connection',
  help: 'Fills a sheet with one table.',
  tables: 'one',
  make(facts, tables) {
    const chosen = onlyTable(tables);
    return {
      name: `${fileName(shownName(facts), chosen.table.name)}.odc`,
      mediaType: 'text/x-ms-odc',
      bytes: Buffer.from(page(facts, chosen).replaceAll('\n', '\r\n'), 'utf8'),
      notes: [],
    };
  },
};

function page(facts: ClientFacts, chosen: ChosenTable): string {
  const title = `${shownName(facts)} ${chosen.table.name}`;
  return xmlText(
    element('html', { 'xmlns:o': office, xmlns: html }, [
      element('head', {}, [
        element('meta', { 'http-equiv': 'Content-Type', content: 'text/x-ms-odc; charset=utf-8' }),
        element('meta', { name: 'ProgId', content: 'ODC.Table' }),
        element('meta', { name: 'SourceType', content: 'ODBC' }),
        element('title', {}, title),
        element('xml', { id: 'docprops' }, [
          element('o:DocumentProperties', { 'xmlns:o': office, xmlns: html }, [
            element('o:Description', {}, chosen.table.description),
            element('o:Name', {}, title),
          ]),
        ]),
        element('xml', { id: 'msodc' }, [
          element('odc:OfficeDataConnection', { 'xmlns:odc': connections, xmlns: html }, [
            element('odc:Connection', { 'odc:Type': 'ODBC' }, [
              element('odc:ConnectionString', {}, nameOrDriverText(facts)),
              element('odc:CommandType', {}, 'SQL'),
              element('odc:CommandText', {}, tableStatement(chosen)),
            ]),
          ]),
        ]),
      ]),
      element('body', {}, ''),
    ]),
  );
}
