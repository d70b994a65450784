import { DOCUMENTS } from '../../src/rules/documents.ts';
import { testFamily } from './cases.ts';
import { assistant, document, searchResult, user } from './requests.ts';

const output_config = { format: { type: 'json_schema', schema: { type: 'object' } } } as const;

testFamily('documents', DOCUMENTS, [
  {
    id: 'citations-mixed',
    refuses: 'citations for one document of two',
    sent: { messages: [user(document(true)), assistant('ok'), user(document())] },
    words: /^citations: citations must be enabled on all or none of the documents/,
    accepts: {
      'citations for both': { messages: [user(document(true), document(true))] },
      'citations for none': { messages: [user(document(false), document())] },
      'a search result beside documents without': { messages: [user(document(), searchResult(true))] },
    },
  },
  {
    id: 'citations-structured',
    refuses: 'citations in structured output',
    sent: { messages: [user(document(true))], output_config },
    words: /^output_config\.format: structured outputs cannot be used when citations are enabled/,
    accepts: {
      'a document without citations': { messages: [user(document())], output_config },
      'citations without a format': { messages: [user(document(true))], output_config: { format: null } },
    },
  },
  {
    id: 'citations-structured',
    refuses: 'citations of search results under the older name of the format',
    sent: { messages: [user(searchResult(true))], output_format: output_config.format },
    words: /citations/,
    accepts: {},
  },
]);
