/** The sentences that answers are put together from. `{topic}` and `{word}` stand for words of the request. */

export const OPENINGS = [
  'Here is a short answer about {topic}.',
  'You asked about {topic}, so let me start there.',
  'The main thing to know about {topic} is that context decides a lot.',
  'There are a few useful ways to look at {topic}.',
  'In brief, {topic} comes down to a small number of choices.',
  'Good question: {topic} is easier to follow once the parts are named.',
  'When it comes to {topic}, the simple view is usually the right one.',
  'Let me walk through {topic} step by step.',
];
export const DETAILS = [
  'Most of what people say about {word} turns out to depend on the setting.',
  'A closer look at {word} shows two forces pulling in different directions.',
  'It helps to separate what is known about {word} from what is merely assumed.',
  'In practice, {word} matters more at the beginning than at the end.',
  'The usual advice on {word} is sound, with one or two exceptions.',
  'If {word} changes, the rest of the picture changes with it.',
  'Small differences in {word} often explain large differences in the outcome.',
  'People who work with {word} every day tend to keep things simple.',
  'That part is well understood, and {word} is a good example of it.',
  'A reasonable first step is to write down what you expect from {word}.',
  'The cost is modest, while the benefit for {word} is easy to see.',
  'None of this requires special tools, only some patience with {word}.',
];
export const CLOSINGS = [
  'Let me know if you would like more detail on any of this.',
  'If you tell me more about your situation, I can be more specific.',
  'I can go deeper into {topic} if that helps.',
  'That should be enough to get going.',
  'In short, start small and adjust as you learn more about {topic}.',
];
export const BULLETS = [
  'decide early what a good result looks like.',
  'check the assumptions before building on them.',
  'keep the first version small and easy to change.',
  'compare at least two options side by side.',
  'note what surprised you and why.',
  'ask someone who has done it before.',
];

export const GREETINGS = [
  'Hello! How can I help you today?',
  'Hi there! What would you like to work on?',
  'Hello, and thanks for writing. What can I do for you?',
  "I'm glad to help. Could you tell me a little more about what you need?",
  "Of course. Tell me what you have in mind, and we'll start there.",
];
