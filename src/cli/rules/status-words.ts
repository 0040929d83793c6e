// A copy of rules/rule.ts, so that help loads no rule code; a test holds the two together.
export const STATUS_WORDS = ['experimental', 'test', 'stable'] as const;
