/** Operations on cassettes: what there is, and what of it was used. Modes and names are options. */
import { ok, type Theme } from './operation.ts';

export const CASSETTES: Theme = {
  name: 'cassettes',
  summary: 'Recorded exchanges. What is done with them say the options `mode` and `cassette`.',
  operations: [
    {
      method: 'GET',
      path: '/_mock/cassettes',
      name: 'getCassettes',
      summary: 'All cassettes of the folder, and which recordings nobody asked for yet.',
      responses: {
        200: '`{ directory, cassettes: [{ name, recordings, unused: [id] }], problems: [text] }`; problems tell of cassettes that cannot be read',
      },
      async handle(_call, { session }) {
        const { library } = session.context;
        return ok({ directory: library.directory, ...(await library.overview()) });
      },
    },
    {
      method: 'POST',
      path: '/_mock/cassettes/rewind',
      name: 'rewindCassettes',
      summary: 'Lets recorded sequences begin again for the session.',
      responses: { 200: '`{ session }`: its id' },
      handle(_call, { session }) {
        session.context.plays.reset();
        return ok({ session: session.id });
      },
    },
  ],
};
