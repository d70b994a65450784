/** The fault `garbage`: bytes that are no HTTP. */
import type { Random } from '../../random.ts';
import type { Reply } from '../../reply.ts';
import { defineFault } from '../fault.ts';

export const garbage = defineFault({
  name: 'garbage',
  explain:
    'Answers with bytes that are no HTTP, and ends the connection: an alert of TLS, as when the wrong port answers; a status line that breaks off; or noise.',
  options: {
    as: {
      type: 'name',
      names: ['tls', 'status-line', 'noise'],
      default: 'tls',
      describe: 'what comes; noise is seeded',
    },
  },
  example: 'garbage(as=tls)',
  apply(reply, options, random): Reply {
    const [first] = reply.frames;
    if (first && 'cut' in first) return reply;
    const frames = [
      { wait: first?.wait ?? 0, bytes: bytesOf(options.as, random) },
      { wait: 0, cut: 'end' as const },
    ];
    return { ...reply, frames, opening: 'never' };
  },
});

function bytesOf(kind: string, random: Random): string | Uint8Array {
  if (kind === 'status-line') return 'HTTP/1.1 20';
  // A record of TLS 1.2: alert, fatal, handshake failure (RFC 5246, section 7.2).
  if (kind === 'tls') return Uint8Array.of(0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28);
  return Uint8Array.from({ length: 64 }, () => random.int(0x80, 0xff));
}
