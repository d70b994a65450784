/** From a plan to blocks: one row per kind of part. */
import type { MessagesRequest, RequestTool } from '../message/request.ts';
import type { Random } from '../random.ts';
import { clientToolInput } from './client-tools.ts';
import type { Heard } from './hear.ts';
import type { Outline, OutlinePart, ThinkingForm } from './outline.ts';
import { continuation, leadIn, prose } from './prose.ts';
import { thoughts } from './thoughts.ts';

/** A block before it is cut and sealed: thinking is still whole and readable, calls have no id. */
export type Composed =
  | { kind: 'thinking'; text: string; form: ThinkingForm }
  | { kind: 'text'; text: string }
  | { kind: 'call'; name: string; input: Record<string, unknown> };

interface Scene {
  request: MessagesRequest;
  heard: Heard;
  random: Random;
  outline: Outline;
}

type Kind = OutlinePart['kind'];
type Row<K extends Kind> = (part: Extract<OutlinePart, { kind: K }>, scene: Scene) => Composed | Promise<Composed>;

const ROWS: { [K in Kind]: Row<K> } = {
  thinking: (part, { heard, random, outline }) => ({
    kind: 'thinking',
    form: part.form,
    text: thoughts(heard, callNames(outline), part.sentences, part.limit, random),
  }),
  lead_in: (_part, { heard, random, outline }) => ({ kind: 'text', text: leadIn(heard, callNames(outline), random) }),
  prose: (part, { heard, random }) => ({ kind: 'text', text: prose(heard, part.paragraphs, random) }),
  continuation: (_part, { heard, random }) => ({ kind: 'text', text: continuation(heard, random) }),
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
): Promise<Composed[]> {
  const composed: Composed[] = [];
  for (const [index, part] of plan.parts.entries()) {
    const scene: Scene = { request, heard, outline: plan, random: random.fork(`${part.kind} ${index}`) };
    composed.push(await (ROWS[part.kind] as Row<Kind>)(part, scene));
  }
  return composed;
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
  return plan.parts.flatMap((part) => (part.kind === 'call' ? [part.name] : []));
}
