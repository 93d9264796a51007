/**
 * What the engine answers an ordinary account that wants to change the machine's data sources. The tests may run as
 * root, who may write every file and is never asked; e2e/elevation.test.ts has the true refusals.
 */
import type { Page } from '@playwright/test';
import type { ClientMessage, Failure, ServerMessage } from '../../engine/admin/contract.ts';

const failure: Failure = {
  sqlState: '42501',
  message: 'Drawbridge needs administrator rights to change /etc/odbc.ini.',
  hint: 'Nothing was changed. The administrator can ask for the rights; the command line does with --elevate.',
  elevation: {
    file: '/etc/odbc.ini',
    lines: [
      { kind: 'kept', text: '[Warehouse]' },
      { kind: 'kept', text: 'Driver=PostgreSQL Unicode' },
      { kind: 'kept', text: '' },
      { kind: 'removed', text: '[Harbour]' },
      { kind: 'added', text: '[Harbor]' },
      { kind: 'added', text: 'Driver=Drawbridge ODBC Driver for Bitbucket' },
      { kind: 'added', text: 'Description=Pull requests of the harbour' },
      { kind: 'added', text: 'Workspace=lighthouse' },
      { kind: 'added', text: 'Schema=harbor-app' },
    ],
    how: 'pkexec',
    command: '',
  },
};

/** Loads the page anew, since its connection has to be made through this. */
export async function refuseSystemWrites(page: Page): Promise<void> {
  await page.routeWebSocket(/./, (socket) => {
    const engine = socket.connectToServer();
    socket.onMessage((data) => {
      const message = JSON.parse(String(data)) as ClientMessage;
      if (message.kind === 'request' && message.procedure === 'dsn.save') {
        const answer: ServerMessage = { kind: 'failure', id: message.id, failure };
        socket.send(JSON.stringify(answer));
      } else engine.send(data);
    });
  });
  await page.reload();
}
