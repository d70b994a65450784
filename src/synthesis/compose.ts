/** From a plan to blocks: one row per kind of part. */
import type { Citation } from '../message/message.ts';
import type { MessagesRequest, RequestTool } from '../message/request.ts';
import type { Random } from '../random.ts';
import type { ReplyStyle } from '../reply-style.ts';
import { citedAnswer } from './citations/cited-answer.ts';
import { countDocuments, passagesOf } from './citations/sources.ts';
import { clientToolInput } from './client-tools.ts';
import { summary } from './context/summary.ts';
import type { Heard } from './hear.ts';
import type { Outline, OutlinePart, ThinkingForm } from './outline.ts';
import { leadIn, prose } from './prose/prose.ts';
import { styled, styledContinuation } from './prose/styled.ts';
import { mcpUse } from './server-tools/mcp-use.ts';
import { perform } from './server-tools/perform.ts';
import type { Outcome, Told } from './server-tools/server-use.ts';
import { thoughts } from './thoughts.ts';

/** A block before it is cut and sealed: thinking is still whole and readable, calls have no id. */
export type Composed =
  | { kind: 'thinking'; text: string; form: ThinkingForm }
  | { kind: 'text'; text: string; citations?: Citation[] }
  | { kind: 'call'; name: string; input: Record<string, unknown> }
  /** `server` is the MCP server whose tool it is. */
  | { kind: 'server_call'; name: string; input: Record<string, unknown>; server?: string }
  /** `called` is the id of a call made in an earlier turn; null: the call before. Not `shown`: it leaves no block. */
  | { kind: 'server_result'; outcome: Outcome; called: string | null; shown: boolean }
  | { kind: 'compaction'; text: string };

interface Scene {
  request: MessagesRequest;
  heard: Heard;
  random: Random;
  /** The plan from this part on. */
  outline: Outline;
  /** How prose reads. */
  style: ReplyStyle;
  /** What stands before this part. */
  before: readonly Composed[];
}

type Kind = OutlinePart['kind'];
type Row<K extends Kind> = (
  part: Extract<OutlinePart, { kind: K }>,
  scene: Scene,
) => Composed | Composed[] | Promise<Composed | Composed[]>;

const ROWS: { [K in Kind]: Row<K> } = {
  compaction: (_part, { request, heard }) => ({ kind: 'compaction', text: summary(request, heard) }),
  thinking: (part, { heard, random, outline }) => ({
    kind: 'thinking',
    form: part.form,
    text: thoughts(heard, callNames(outline), part.sentences, part.limit, random),
  }),
  lead_in: (_part, { heard, random, outline }) => ({ kind: 'text', text: leadIn(heard, callNames(outline), random) }),
  prose: (part, { heard, random, style }) => ({
    kind: 'text',
    text: styled(style, heard, random, () => prose(heard, part.paragraphs, random)),
  }),
  cited: (part, { request, heard, random }) => {
    const told = textsOf(citedAnswer(passagesOf(request), heard, random.fork('cited')));
    return told.length > 0 ? told : [{ kind: 'text', text: prose(heard, part.paragraphs, random) }];
  },
  use: async (part, scene) => {
    const outcome = await outcomeOf(part, scene);
    const call: Composed = {
      kind: 'server_call',
      name: outcome.name ?? part.name,
      input: outcome.input,
      ...(part.family === 'mcp' ? { server: part.server.server } : {}),
    };
    if (part.waiting) return [call];
    const result: Composed = { kind: 'server_result', outcome, called: part.called, shown: part.shown };
    return part.shown && part.called === null ? [call, result] : [result];
  },
  findings: (_part, { before }) => {
    const outcomes = before.flatMap((one) => (one.kind === 'server_result' ? [tellable(one)] : []));
    return textsOf(outcomes.flatMap((told, nth) => (nth === 0 ? told : [{ text: '\n\n' }, ...told])));
  },
  continuation: (_part, { heard, random, style }) => ({
    kind: 'text',
    text: styledContinuation(style, heard, random),
  }),
  json: async (part, { request, heard, random }) => {
    const schema = (request.output_config?.format ?? request.output_format)?.schema;
    const { fromSchema } = await import('./from-schema.ts');
    const value = await fromSchema(schema, { path: part.path, asked: heard.asked, about: null, random, optional: 0.9 });
    return { kind: 'text', text: JSON.stringify(value, null, random.chance(0.5) ? 2 : 0) };
  },
  call: async (part, { request, heard, random }) => ({
    kind: 'call',
    name: part.name,
    input: await toolInput(request.tools![part.tool]!, part, heard, random),
  }),
};

/** Writes every part of the outline. Each gets a random stream of its own, so a part does not change when its neighbours do. */
export async function compose(
  plan: Outline,
  request: MessagesRequest,
  heard: Heard,
  random: Random,
  style: ReplyStyle,
): Promise<Composed[]> {
  const composed: Composed[] = [];
  for (const [index, part] of plan.parts.entries()) {
    const scene: Scene = {
      request,
      heard,
      outline: { ...plan, parts: plan.parts.slice(index) },
      random: random.fork(`${part.kind} ${index}`),
      style,
      before: composed,
    };
    composed.push(...[await (ROWS[part.kind] as Row<Kind>)(part, scene)].flat());
  }
  return composed;
}

/** What a server tool does and answers. */
async function outcomeOf(
  part: Extract<OutlinePart, { kind: 'use' }>,
  { request, heard, random }: Scene,
): Promise<Outcome> {
  if (part.family === 'mcp') return mcpUse({ tool: part.server, heard, error: part.error, random });
  const use = {
    tool: typeof part.tool === 'number' ? request.tools![part.tool]! : part.tool,
    name: part.name,
    heard,
    about: part.about,
    error: part.error,
    documents: countDocuments(request),
    random,
  };
  return perform(part.family, use, part.found);
}

type CallPart = Extract<OutlinePart, { kind: 'call' }>;

async function toolInput(
  tool: RequestTool,
  part: CallPart,
  heard: Heard,
  random: Random,
): Promise<Record<string, unknown>> {
  const own = clientToolInput(tool, heard.asked, random);
  if (own !== null) return own;
  const path = `tools.${part.tool}.custom.input_schema`;
  // Faker and the rest are worth loading only when there is something to fill in.
  const { fillObject } = await import('./from-schema.ts');
  return fillObject(tool.input_schema ?? {}, { path, asked: heard.asked, about: part.about, random, optional: 0.35 });
}

function callNames(plan: Outline): string[] {
  return plan.parts.flatMap((part) => (part.kind === 'call' || part.kind === 'use' ? [part.name] : []));
}

/** What is told of a result. A document that nobody was shown cannot be cited; a web address can. */
function tellable({ outcome, shown }: Extract<Composed, { kind: 'server_result' }>): Told[] {
  const isLost = ({ citations }: Told): boolean => !shown && citations?.some((one) => 'document_index' in one) === true;
  return outcome.told.map((told) => (isLost(told) ? { text: told.text } : told));
}

/** Text blocks: uncited pieces in a row are one, a cited piece is one of its own. No space at the end of the last. */
function textsOf(told: readonly Told[]): Composed[] {
  const texts: Extract<Composed, { kind: 'text' }>[] = [];
  for (const { text, citations } of told) {
    const last = texts.at(-1);
    if (citations !== undefined) texts.push({ kind: 'text', text, citations });
    else if (last !== undefined && last.citations === undefined) last.text += text;
    else texts.push({ kind: 'text', text });
  }
  const last = texts.at(-1);
  if (last !== undefined) last.text = last.text.trimEnd();
  return texts;
}
