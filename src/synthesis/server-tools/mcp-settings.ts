/** Which tools of an MCP server are enabled and which deferred, by the toolset of today or by the older settings of the server. */
import type { RequestTool } from '../../message/request.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface Settings {
  isEnabled(name: string): boolean;
  isDeferred(name: string): boolean;
  /** Names that the settings themselves tell. */
  named: readonly string[];
}

/** A `mcp_toolset`: settings per tool go before the default ones. */
export function newer(toolset: RequestTool): Settings {
  const defaults = fieldsOf(toolset['default_config']);
  const configs = fieldsOf(toolset['configs']);
  const setting = (name: string, key: string): unknown =>
    (Object.hasOwn(configs, name) ? fieldsOf(configs[name])[key] : undefined) ?? defaults[key];
  return {
    isEnabled: (name) => setting(name, 'enabled') !== false,
    isDeferred: (name) => setting(name, 'defer_loading') === true,
    named: Object.keys(configs),
  };
}

/** `tool_configuration` of a server without a toolset. */
export function older(configuration: unknown): Settings {
  const { enabled, allowed_tools } = fieldsOf(configuration);
  const allowed = Array.isArray(allowed_tools) ? new Set<unknown>(allowed_tools) : null;
  return {
    isEnabled: (name) => enabled !== false && (allowed?.has(name) ?? true),
    isDeferred: () => false,
    named: [...(allowed ?? [])].filter((name) => typeof name === 'string'),
  };
}

/** Is any of its tools deferred? */
export function defers(toolset: RequestTool): boolean {
  return [toolset['default_config'], ...Object.values(fieldsOf(toolset['configs']))].some(
    (config) => fieldsOf(config)['defer_loading'] === true,
  );
}

/** LLM Router's contract does not describe these fields, so they may be anything: what is no object has no fields. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
