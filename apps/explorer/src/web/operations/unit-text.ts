/** How people write the units of amounts. */
export const unitText = { tao: "τ", alpha: "α", "tao per alpha": "τ per α" } as const;
