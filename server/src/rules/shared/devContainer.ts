import type { RuleContext } from '../../engine/rule/define.js';

/**
 * Whether the file makes a container that somebody works in (https://containers.dev/implementors/spec/): it has tools on purpose, an
 * editor says which user works in it, and no server ever runs it. Ask it last: the answer is a look at the workspace.
 */
export const isDevContainer = ({ workspace }: Pick<RuleContext, 'workspace'>): boolean =>
  /(?:^|\/)\.devcontainer\//.test(workspace.path ?? '');
