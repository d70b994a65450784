/** OpenRouter's `web` plugin, also asked for by `:online`: a search that the answer cites, though no call of it is shown. */
import type { MessagesRequest, RequestTool } from '../../message/request.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How many results the plugin brings unless told otherwise. */
const RESULTS = 5;

/** The plugin as the server tool that does the same; undefined when it is off. */
export function webPlugin({ model, plugins }: MessagesRequest): RequestTool | undefined {
  const listed = (Array.isArray(plugins) ? (plugins as Fields[]) : []).find(({ id }) => id === 'web');
  if (listed === undefined && !/:online(?![\w-])/.test(model)) return undefined;
  const { enabled, max_uses, max_results = RESULTS, include_domains, exclude_domains, user_location } = listed ?? {};
  if (enabled === false || (typeof max_uses === 'number' && max_uses < 1)) return undefined;
  const parameters = {
    max_results,
    allowed_domains: include_domains,
    excluded_domains: exclude_domains,
    user_location,
  };
  return { type: 'openrouter:web_search', parameters };
}
