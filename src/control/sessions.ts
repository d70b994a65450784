/** Operations on sessions. */
import type { SessionView } from '../sessions/sessions.ts';
import { ControlError } from './control-error.ts';
import { ok, type Theme, type World } from './operation.ts';

export const SESSIONS: Theme = {
  name: 'sessions',
  summary: 'Isolated worlds on one server: base URL `/t/<id>`, or header `x-mock-session`. Made on first use.',
  operations: [
    {
      method: 'GET',
      path: '/_mock/sessions',
      name: 'listSessions',
      summary: 'All sessions: the default one, then the least recently used.',
      responses: { 200: '`{ sessions: [{ id, requests, stubs, idle }], total }`' },
      handle(_call, world) {
        const sessions = world.sessions.list();
        return ok({ sessions, total: sessions.length });
      },
    },
    {
      method: 'GET',
      path: '/_mock/sessions/:id',
      name: 'getSession',
      summary: 'One session.',
      responses: { 200: '`{ id, requests, stubs, idle }`', 404: 'There is none of this id.' },
      handle: ({ params }, world) => ok(viewOf(params['id']!, world)),
    },
    {
      method: 'DELETE',
      path: '/_mock/sessions/:id',
      name: 'deleteSession',
      summary: 'Forgets a session. The default one stays and is reset.',
      responses: { 200: '`{ removed }`: 1', 404: 'There is none of this id.' },
      handle({ params }, world) {
        world.sessions.delete(viewOf(params['id']!, world).id);
        return ok({ removed: 1 });
      },
    },
  ],
};

function viewOf(id: string, { sessions }: World): SessionView {
  const found = sessions.list().find((view) => view.id === id);
  if (found) return found;
  throw new ControlError(404, `There is no session ${JSON.stringify(id.slice(0, 100))}.`, {
    hint: 'GET /_mock/sessions lists those there are; one is made when /t/<id>/... is first used.',
  });
}
