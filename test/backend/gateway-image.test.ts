import { expect, test } from 'vitest';
import { asksForPicture } from '../../src/backend/gateway-image.ts';

test.each([
  'Draw a cat',
  'Please generate a large image of a river',
  'make me some icons',
  'Could you design our logo?',
])('"%s" asks for a picture', (question) => {
  expect(asksForPicture(question)).toBe(true);
});

test.each(['What is in this image?', 'Describe the picture', 'Make a list. Then look at the photo', 'Hello'])(
  '"%s" does not',
  (question) => {
    expect(asksForPicture(question)).toBe(false);
  },
);
