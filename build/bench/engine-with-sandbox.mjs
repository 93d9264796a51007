/** A host with the data source `Bench`, which reads from an offline Bitbucket of its own. */
import { runProgram, startProgram, temporaryPlace } from './programs.mjs';

export const concurrency = 8;
const states = ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'];

/**
 * `latency`: milliseconds that the sandbox adds to every API call; `schema`: the repository;
 * `pullRequests`: how many the repository `harbor-archive` has (0: there is none).
 */
export async function startEngineWithSandbox({ latency, schema, pullRequests }) {
  const place = temporaryPlace();
  const size = ['--latency', String(latency), '--pull-requests', String(pullRequests)];
  const sandbox = await startProgram(['sandbox', ...size], place.env);
  const host = await startProgram(['host', '--no-admin'], place.env);
  const { apiUrl, workspace, accessToken, controlUrl } = sandbox.ready;
  const properties = {
    ApiURL: apiUrl,
    Workspace: workspace,
    Schema: schema,
    AuthScheme: 'AccessToken',
    HourlyBudget: '100000',
    MaxConcurrency: String(concurrency),
  };
  const values = Object.entries(properties).map(([name, value]) => `${name}=${value}`);
  const secret = `AccessToken=${accessToken}\n`;
  await runProgram(['dsn', 'add', 'Bench', ...values, '--secrets', '-'], place.env, secret);

  return {
    place,
    host,
    sandbox,
    /** Forgets the calls so far. */
    async forgetCalls() {
      // A reset takes the latency away, too.
      const body = JSON.stringify({ reset: true, latency });
      const reply = await fetch(controlUrl, { method: 'POST', body });
      if (!reply.ok) throw new Error(`The sandbox answered ${reply.status}: ${await reply.text()}`);
    },
    /** The addresses of the API calls since `forgetCalls`. */
    async calls() {
      const { requests } = await (await fetch(controlUrl)).json();
      return requests.map(({ path, query }) => withStates(new URL(`${path}?${query}`, apiUrl)));
    },
    /** Reads addresses as plainly as can be: no retries, no budget, the JSON parsed and thrown away. */
    async download(addresses) {
      const [first, ...rest] = addresses;
      const get = async (address) => {
        const reply = await fetch(address, { headers: { authorization: `Bearer ${accessToken}` } });
        if (!reply.ok) throw new Error(`The sandbox answered ${reply.status} to ${address}`);
        await reply.json();
      };
      const started = performance.now();
      await get(first);
      const worker = async () => {
        for (let next = rest.pop(); next !== undefined; next = rest.pop()) await get(next);
      };
      await Promise.all(Array.from({ length: concurrency }, worker));
      return performance.now() - started;
    },
    async stop() {
      await host.stop();
      await sandbox.stop();
      place.remove();
    },
  };
}

/** The sandbox's log hides every `state`, since in a sign-in it is a secret; a pull request's is none. */
function withStates(address) {
  if (address.searchParams.has('state')) {
    address.searchParams.delete('state');
    for (const state of states) address.searchParams.append('state', state);
  }
  return address.href;
}
