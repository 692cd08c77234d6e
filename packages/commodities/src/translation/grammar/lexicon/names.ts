/** Names that are the same in all four languages, and begin with no letter that asks for another "y" or "que" in one of them. */
const women =
  "Anna Clara Diana Elena Emma Eva Julia Laura Lisa Maria Marta Mia Nina Nora Olivia Paula Rosa Sara Sofia Teresa";
const men =
  "Adam Ben Bruno Carlos Daniel David Felix Gabriel Leo Lucas Marco Martin Oscar Peter Robert Samuel Simon Thomas Tom Victor";

export interface Name {
  readonly text: string;
  readonly gender: "m" | "f";
}

const named = (list: string, gender: Name["gender"]): Name[] => list.split(" ").map((text) => ({ text, gender }));

export const names: readonly Name[] = [...named(women, "f"), ...named(men, "m")];
