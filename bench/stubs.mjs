/**
 * Stubs and the journal: a stubbed JSON reply as a ratio to bare `node:http`, what the journal costs, and what it costs to choose among
 * ten thousand stubs. The stubs that match nothing differ in a number, as those of a large test suite would.
 */
import { join } from 'node:path';
import { ask, fileOf, here, race, replyOf, start, startMock } from './support.mjs';

const MANY = 10_000;

const answering = {
  name: 'rivers',
  when: { text: { contains: 'three facts about rivers' } },
  respond: { text: 'The Nile is long. The Amazon is wide. The Danube crosses ten countries. '.repeat(4).trim() },
};

const others = Array.from({ length: MANY - 1 }, (_, index) => ({
  name: `order ${index}`,
  when: { text: { contains: `order ${index} of the day` } },
  respond: { text: `Order ${index} is on its way.` },
}));

const stubFile = (name, stubs) => fileOf(name, JSON.stringify({ stubs }));

export async function stubs(settings) {
  const one = stubFile('one.json', [answering]);
  const many = stubFile('many.json', [...others, answering]);
  const bodyFile = fileOf('stubbed.json', JSON.stringify(ask()));
  for (const fresh of [false, true]) {
    const mocks = {
      'one stub': await startMock({ stubs: [one] }),
      'no journal': await startMock({ stubs: [one], journal: 0 }),
      [`${MANY} stubs`]: await startMock({ stubs: [many] }),
    };
    const reply = await replyOf(mocks['one stub'].url, ask());
    for (const { url } of Object.values(mocks)) {
      const { content } = JSON.parse(await replyOf(url, ask()));
      if (content[0].text !== answering.respond.text) throw new Error('the stub did not answer');
    }
    const bare = await start(join(here, 'bare.mjs'), fileOf('reply.json', reply));
    const title = `Stubbed JSON, ${fresh ? 'ever-new prompts' : 'repeated prompt'} (reply ${reply.length} bytes)`;
    const rates = race(title, { 'bare node:http': bare, ...mocks }, bodyFile, { ...settings, fresh });
    const share = 1 - rates[`${MANY} stubs`] / rates['one stub'];
    console.log(`  choosing among ${MANY} stubs instead of one: ${(share * 100).toFixed(1)} % of the request's cost`);
  }
}
