/** What the drawn scenes show. The order is that of the bundled models' outputs. */
export const drawnLabels = [
  "ball",
  "ring",
  "box",
  "triangle",
  "star",
  "heart",
  "moon",
  "cross",
  "arrow",
  "fish",
  "flower",
  "bolt",
] as const;

export type DrawnLabel = (typeof drawnLabels)[number];
