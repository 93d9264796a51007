/** Draws the whole window over a fake engine. */
import { cleanup, configure, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { onTestFinished } from 'vitest';
import { App } from '../app/app.tsx';
import { createServices, ServicesProvider, type Services } from '../app/services.tsx';
import type { OpenTransport } from '../transport/open-transport.ts';

export interface RenderedApp {
  readonly user: UserEvent;
  readonly services: Services;
}

// The editor is loaded when Preview is opened, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

const noDrafts = { getItem: () => null, setItem: () => undefined };

export function renderApp({ open }: { readonly open: OpenTransport }): RenderedApp {
  const services = createServices(open, noDrafts);
  render(
    <ServicesProvider services={services}>
      <App />
    </ServicesProvider>,
  );
  onTestFinished(() => {
    services.engine.close();
    cleanup();
  });
  return { user: userEvent.setup({ delay: null, pointerEventsCheck: 0 }), services };
}
