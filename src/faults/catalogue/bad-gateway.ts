/** The fault `bad-gateway`: what a proxy at the edge sends of its own accord. */
import type { Reply } from '../../reply.ts';
import { defineFault } from '../fault.ts';

const TITLES: Readonly<Record<string, string>> = {
  '502': 'Bad Gateway',
  '503': 'Service Temporarily Unavailable',
  '504': 'Gateway Time-out',
};

export const badGateway = defineFault({
  name: 'bad-gateway',
  explain: 'A page in HTML with a 5xx, as a proxy at the edge sends it: no envelope, no request id, no JSON.',
  options: {
    status: { type: 'name', names: ['502', '503', '504'], default: '502', describe: 'which status' },
  },
  example: 'bad-gateway',
  apply(reply, { status }): Reply {
    const title = `${status} ${TITLES[status]}`;
    const bytes = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>edge</center>\r\n</body>\r\n</html>\r\n`;
    const wait = reply.frames[0]?.wait ?? 0;
    return { status: Number(status), headers: { ...mocks(reply.headers), ...PAGE }, frames: [{ wait, bytes }] };
  },
});

const PAGE = { server: 'edge', 'content-type': 'text/html' };

/** What the mock tells of itself stays; what the service would have said never came through. */
function mocks(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-mock-')));
}
