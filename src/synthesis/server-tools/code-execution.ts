/** Tools that run code: Anthropic's code execution in its three forms, and OpenRouter's bash and shell. Nothing is run. */
import { quotable } from '../hear.ts';
import { topicOf } from '../topic.ts';
import { sumIn } from './arithmetic.ts';
import type { Outcome, Use } from './server-use.ts';

const FILE = /(?<![\w./-])[\w./-]{0,80}\w\.[a-z]{1,5}\b/i;
const COMMAND = /`([^`\n]{1,200})`/;

/** From 2025-08-25 on the tool has bash and a text editor; before, it ran Python. */
export function codeExecution(use: Use): Outcome {
  if (use.tool.type === 'code_execution_20250522') return python(use);
  const file = FILE.exec(use.heard.asked.slice(-20_000))?.[0];
  return file !== undefined && /\b(?:write|create|save|make)\b/i.test(use.heard.asked)
    ? creation(use, file)
    : bash(use);
}

/** `openrouter:bash` and `openrouter:shell`: a command and its output, in the shapes of OpenAI's shell tool. */
export function openrouterShell(use: Use): Outcome {
  const { command, stdout } = run(use);
  const failed = use.error !== null;
  const exit = failed ? 1 : 0;
  return {
    input: use.name === 'openrouter_bash' ? { command } : { commands: [command] },
    type: `${use.name}_tool_result`,
    content: {
      type: `${use.name}_result`,
      stdout: failed ? '' : stdout,
      stderr: failed ? `${use.error}\n` : '',
      exit_code: exit,
    },
    told: [{ text: failed ? `The command did not run (${use.error}). ` : `The command printed: ${stdout.trim()}. ` }],
  };
}

function python({ heard, error }: Use): Outcome {
  const sum = sumIn(heard.asked);
  const printed = sum === undefined ? JSON.stringify(quotable(topicOf(heard), 12)) : sum.written;
  const stdout = `${sum?.value ?? topicOf(heard)}\n`;
  return result('code_execution', { code: `print(${printed})` }, stdout, error);
}

function bash(use: Use): Outcome {
  const { command, stdout } = run(use);
  return { ...result('bash_code_execution', { command }, stdout, use.error), name: 'bash_code_execution' };
}

function creation({ heard, error }: Use, path: string): Outcome {
  const name = 'text_editor_code_execution';
  const told = { text: error === null ? `I have written ${path}. ` : `${path} could not be written (${error}). ` };
  return {
    name,
    input: { command: 'create', path, file_text: `${quotable(topicOf(heard), 40)}\n` },
    type: `${name}_tool_result`,
    content:
      error === null
        ? { type: `${name}_create_result`, is_file_update: false }
        : { type: `${name}_tool_result_error`, error_code: error, error_message: null },
    told: [told],
    container: error === null,
  };
}

function result(name: string, input: Record<string, unknown>, stdout: string, error: string | null): Outcome {
  return {
    input,
    type: `${name}_tool_result`,
    content:
      error === null
        ? { type: `${name}_result`, stdout, stderr: '', return_code: 0, content: [] }
        : { type: `${name}_tool_result_error`, error_code: error },
    told: [
      { text: error === null ? `The code ran and printed ${stdout.trim()}. ` : `The code did not run (${error}). ` },
    ],
    container: error === null,
  };
}

function run({ heard, random }: Use): { command: string; stdout: string } {
  const quoted = COMMAND.exec(heard.asked.slice(-20_000))?.[1]?.replace(/\p{C}/gu, '').trim();
  const sum = sumIn(heard.asked);
  if (quoted) return { command: quoted, stdout: `${random.pick(['ok', 'done', '3 files'])}\n` };
  if (sum !== undefined) return { command: `python3 -c "print(${sum.written})"`, stdout: `${sum.value}\n` };
  return random.pick([
    { command: 'python3 --version', stdout: 'Python 3.11.12\n' },
    { command: 'ls -1', stdout: 'README.md\ndata.csv\nmain.py\n' },
    { command: 'wc -l data.csv', stdout: '120 data.csv\n' },
  ]);
}
