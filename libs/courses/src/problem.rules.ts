/** What the check finds. Texts are messages `check.<code>`; `path` is a JSON pointer into the draft. */
export type Problem = { severity: 'error' | 'warning'; path: string; code: string; values: Record<string, string | number> };

/** What a course refers to beyond its own content. */
export type CheckFacts = { mediaIds: ReadonlySet<string>; now: Date };

export const error = (path: string, code: string, values: Problem['values'] = {}): Problem => ({ severity: 'error', path, code, values });
export const warning = (path: string, code: string, values: Problem['values'] = {}): Problem => ({ severity: 'warning', path, code, values });
export const hasErrors = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === 'error');
