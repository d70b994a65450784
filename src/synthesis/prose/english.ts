/** The English sentences that answers are put together from. `{it}` stands for a noun phrase or a quotation of the user's. */

/** Beginnings around a noun phrase. */
export const OPEN = [
  'Here is a short answer about {it}.',
  'Happy to help with {it}.',
  'Let me take {it} one step at a time.',
  'There are a few useful ways to look at {it}.',
  'With {it}, a few points matter more than the rest.',
  'Good question. The short version of {it} is easier to follow once the parts are named.',
  'The simple view of {it} is a good place to start.',
];

/** Beginnings around a quotation, which can be a question, an order, or anything. */
export const OPEN_QUOTING = [
  'You wrote {it}, so let me start there.',
  'Here is a short answer to {it}.',
  'Let me take {it} one step at a time.',
  'To answer {it}, it helps to begin with the basics.',
  'On {it}: a few points matter more than the rest.',
  'There is more than one way to read {it}; I take the plainest.',
];

export const DETAILS = [
  'Much depends on the setting, so it is worth saying what you have in mind.',
  'It helps to separate what is well established from what is merely assumed.',
  'The first choices usually matter more than the last ones.',
  'The usual advice is sound, with one or two exceptions.',
  'If one part changes, the rest of the picture tends to change with it.',
  'Small differences at the start often explain large differences in the outcome.',
  'People who deal with this every day tend to keep things simple.',
  'A reasonable first step is to write down what you expect to see.',
  'None of this calls for special tools, only some patience.',
  'Two things pull in different directions here, and a good answer gives each its due.',
  'The details are less complicated than they look at first.',
  'An example often says more than a definition.',
  'What holds in general may still fail in a particular case.',
  'Most misunderstandings come from using one word for two things.',
];

export const CLOSE = [
  'Let me know if you would like more detail on any of this.',
  'If you tell me more about your situation, I can be more specific.',
  'I can go deeper into any of these points if that helps.',
  'That should be enough to get going.',
  'Would you like an example?',
  'I hope that helps! 😊',
];

/** Sides from which anything can be looked at. */
export const ASPECTS = [
  '**Background**: the story behind {it} explains a good deal of the rest.',
  '**Scale**: it makes a difference how large a part of {it} one looks at.',
  '**Everyday life**: most people first meet {it} in an ordinary setting.',
  '**Trade-offs**: every advantage here comes at some cost.',
  '**Change over time**: what is said about {it} today is not what was said in the past.',
  '**Variety**: no two examples are quite alike.',
  '**Connections**: {it} touches on more fields than one might expect.',
  '**Common mistakes**: it is easy to oversimplify.',
  '**Open questions**: not everything about {it} is settled.',
  '**People**: those who know {it} well rarely agree on every point.',
  '**Language**: the words used for it carry part of the meaning.',
  '**Practice**: a little experience teaches more than a long text.',
  '**Limits**: there are cases in which the usual view does not hold.',
  '**Timing**: when something happens can matter as much as what happens.',
  '**Measure**: it helps to agree on how to compare before comparing.',
  '**Perspective**: seen from outside, {it} looks simpler than from within.',
  '**Tools**: the right means make the work easier, but do not replace it.',
  '**Place**: local conditions make a real difference.',
  '**Cost**: time is often the largest part of it.',
  '**Next steps**: begin with the part that is easiest to check.',
];

/** Things that might be chosen, whatever they are. */
export const OPTIONS = [
  '**The classic**: what most people would name first.',
  '**The quiet favourite**: less known, and well liked by those who know it.',
  '**The practical one**: easy to find and easy to work with.',
  '**The modern take**: a newer idea that has proved itself.',
  '**The bold one**: not for everybody, but hard to forget.',
  '**The safe default**: rarely a mistake.',
  '**The small one**: modest, and often all that is needed.',
  '**The thorough one**: takes longer and leaves little open.',
  '**The local one**: worth a look if it is close at hand.',
  '**The playful one**: a good choice when it should be fun.',
  '**The budget one**: does the job without costing much.',
  '**The all-rounder**: not the best at anything, good at most things.',
];

export const STEPS = [
  '**Set the goal.** Decide what a good result looks like.',
  '**Gather what you need.** Have everything at hand before you begin.',
  '**Start small.** Try the simplest version first.',
  '**Check early.** Look at the first result before going on.',
  '**Adjust.** Change one thing at a time, so that you know what helped.',
  '**Repeat.** Go through the middle steps until you are content.',
  '**Finish.** Tidy up, and write down what worked.',
  '**Share it.** Ask somebody else to have a look.',
];

/** Rows of a comparison: what is compared, and a word or two on each side. */
export const COMPARED = [
  ['Getting started', 'quick', 'takes a little longer'],
  ['Best for', 'everyday use', 'special cases'],
  ['Effort', 'low', 'moderate'],
  ['Flexibility', 'moderate', 'high'],
  ['Cost', 'lower at first', 'pays off later'],
  ['Known for', 'simplicity', 'depth'],
  ['Watch out for', 'its limits', 'its details'],
] as const;

export const GREETINGS = [
  'Hello! How can I help you today?',
  'Hi there! What would you like to work on?',
  'Hello, and thanks for writing. What can I do for you?',
  'Hi! 👋 What is on your mind?',
  "Hello! I'm glad to help. Tell me a little more about what you need.",
];

export const AT_YOUR_SERVICE = [
  'Of course! What do you need?',
  "Gladly. Tell me what it is about, and we'll start there.",
  'Yes, of course. What can I do for you?',
];

export const WELCOME = [
  "You're welcome! Is there anything else I can do?",
  'Glad I could help!',
  'You are very welcome. 😊 Just ask if anything else comes up.',
];

export const YES = ['Yes, in most cases.', 'Yes, with a few caveats.', 'Yes, as a rule.'];
export const NO = ['No, not as a rule.', 'No, at least not in most cases.', 'No, not quite.'];
