/** What the docs' page about faults says of who gets which. */

export const FAULT_RULES_SECTION = `## Which requests get which faults

The first of these that says anything about a request decides; \`none\` says that there shall be no fault.

1. the header \`x-mock-fault\`
2. the [stub](stubs.md) that answers, by \`respond: { faults: ... }\`
3. rules of the session; all that fit act, in the order of adding, up to 20 faults
4. the option \`--fault <text>\` (repeatable; \`faults\` in the config file and in code), which may change while the mock runs

A rule is faults, and which requests get them. Without any other key it is for all; a text alone is such a rule. Every key must hold:

| key | value | meaning |
|---|---|---|
| \`faults\` | a text as in the header, or a list of them | What happens. |
| \`when\` | [conditions of stubs](stubs.md) | Only requests like these: \`{ turn: 2, model: "claude-opus-*", stream: true }\`. |
| \`next\` | a whole number from 1 | Only the first so many that fit. |
| \`every\` | a whole number from 1 | Only every so many that fit: of 5 the fifth, the tenth... |
| \`probability\` | a number from 0 to 1 | This share of them, drawn from the seed. |
| \`times\` | a whole number from 1 | So many at most get the faults. |
| \`id\` | a text | By which it is taken away. Given by the mock when absent. |

A request fits when \`when\` does; \`next\`, \`every\` and \`nth\` count those that fit from the time the rule was added, also those about which a
header or a stub decided. Only requests to the messages endpoints that the mock accepts are counted and spoilt: what is refused without a
fault gets none.

\`\`\`ts
mock.fault('latency(for=200ms)');                                            // all requests
mock.fault({ faults: 'error(type=overloaded)', next: 3 });                   // the next three
mock.fault({ faults: 'reset(after=3 events)', every: 5, when: { stream: true } });
mock.fault({ faults: 'truncate', probability: 0.1, when: { model: '*haiku*' }, times: 2 });
mock.fault({ faults: 'stall(after=3 events)', when: { turn: 2 } });          // the second turn of a tool loop
mock.faults.list();                                                          // how many each fitted, and spoilt
mock.clearFaults();
\`\`\`

Over HTTP: \`POST /_mock/faults/rules\` (see the [control API](control-api.md)). Rules belong to a session and go when it is reset.

### The same faults again

All chance grows from the seed and from the request: the same requests in the same order get the same faults. \`GET /_mock/faults/schedule\`
(\`mock.faults.schedule.rules()\`) tells which requests of the session got which faults, whoever decided it, as rules without chance: by the
number of the request, for the first 10,000 runs of requests with the same faults. Posted to a fresh session of the same seed, they give the
same requests in the same order those faults again.

\`\`\`sh
curl -s localhost:4010/_mock/faults/schedule > schedule.json
curl -s --json @schedule.json localhost:4010/t/again/_mock/faults/rules
\`\`\`

\`stuntdouble faults\` lists all faults in the terminal, \`stuntdouble faults stall\` explains one, and \`--format json\` tells machines;
\`GET /_mock/faults\` is the same over HTTP. An entry of the [journal](journal.md) tells its \`faults\` and its \`outcome\`.
`;
