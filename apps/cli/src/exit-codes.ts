/** What a shell script can tell apart. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, notConfirmed: 3 } as const;
