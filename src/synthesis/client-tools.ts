/** The tools whose schema Anthropic keeps to itself (bash, text editor, computer, memory): what calls to them look like. */
import type { RequestTool } from '../message/request.ts';
import type { Random } from '../random.ts';
import { namesOf } from './names.ts';
import { wordsOf } from './words.ts';

type Input = Record<string, unknown>;
type Shape = (asked: string, random: Random, tool: RequestTool) => Input;

const FILE = /(?<![\w./-])[\w./-]{0,80}\w\.[a-z]{1,5}\b/i;
const COMMANDS = ['ls -la', 'pwd', 'git status --short', 'uname -a', 'df -h .'] as const;

/** One row per family: the prefix of its dated `type`, and a harmless call of it. Source: the tools' reference pages. */
const SHAPES: readonly (readonly [prefix: string, shape: Shape])[] = [
  [
    'bash_',
    (asked, random) => {
      const quoted = /`([^`\n]{1,200})`/.exec(asked)?.[1]?.replace(/\p{C}/gu, '').trim();
      const file = fileIn(asked);
      return { command: quoted || (file === null ? random.pick(COMMANDS) : `cat ${file}`) };
    },
  ],
  ['text_editor_', (asked) => ({ command: 'view', path: fileIn(asked) ?? '/repo' })],
  [
    'computer_',
    (asked, random, tool) => {
      if (!/\bclick\b/i.test(asked)) return { action: 'screenshot' };
      return {
        action: 'left_click',
        coordinate: [within(tool, 'display_width_px', random), within(tool, 'display_height_px', random)],
      };
    },
  ],
  [
    'memory_',
    (asked) => {
      if (!/\b(?:remember|save|note|store)\b/i.test(asked)) return { command: 'view', path: '/memories' };
      const subject = namesOf(asked).names[0] ?? 'notes';
      const file = subject
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '');
      return {
        command: 'create',
        path: `/memories/${file || 'notes'}.md`,
        file_text: `${wordsOf(asked).slice(0, 40).join(' ')}\n`,
      };
    },
  ],
];

/** True for the tools in the table: the client runs them, the schema is not in the request. */
export function isClientTool(tool: RequestTool): boolean {
  return shapeOf(tool) !== undefined;
}

/** The arguments of a call to such a tool, or null for any other tool. */
export function clientToolInput(tool: RequestTool, asked: string, random: Random): Input | null {
  return shapeOf(tool)?.(asked.slice(-20_000), random, tool) ?? null;
}

function shapeOf(tool: RequestTool): Shape | undefined {
  return SHAPES.find(([prefix]) => tool.type?.startsWith(prefix))?.[1];
}

function fileIn(asked: string): string | null {
  return FILE.exec(asked)?.[0] ?? null;
}

function within(tool: RequestTool, key: string, random: Random): number {
  const size = tool[key];
  return random.int(0, typeof size === 'number' && size >= 1 ? Math.floor(size) - 1 : 767);
}
