/** The Claude models, newest first. */
import type { ModelTraits } from '../model.ts';
import { CLAUDE_4 } from './models-claude-4.ts';
import { CLAUDE_5 } from './models-claude-5.ts';

/** Newest first: the first of a family is its `-latest`. */
export const ANTHROPIC_MODELS: readonly ModelTraits[] = [...CLAUDE_5, ...CLAUDE_4];
