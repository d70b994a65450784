import { expect, test } from 'vitest';
import { withoutOldMedia } from '../../src/backend/gateway-media.ts';
import type { MessagesRequest } from '../../src/message/request.ts';

const IMAGE = { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } };
const talk = (question: string, first: MessagesRequest['messages'][number]['content']): MessagesRequest => ({
  model: 'm',
  messages: [
    { role: 'user', content: first },
    { role: 'assistant', content: 'A river.' },
    { role: 'user', content: [IMAGE, { type: 'text', text: question }] },
  ],
});
const images = (request: MessagesRequest) => JSON.stringify(withoutOldMedia(request)).split('"image"').length - 1;
const TEXT = { type: 'text', text: 'What is this?' };

test('pictures of earlier turns go when the question is not about them; those of the last turn stay', () => {
  expect(images(talk('How long is the Rhine?', [IMAGE, TEXT]))).toBe(1);
  expect(images(talk('What else is in the picture?', [IMAGE, TEXT]))).toBe(2);
});

test('a turn that has nothing but pictures keeps them', () => {
  expect(images(talk('How long is the Rhine?', [IMAGE]))).toBe(2);
  expect(images(talk('How long is the Rhine?', 'Hello'))).toBe(1);
});
