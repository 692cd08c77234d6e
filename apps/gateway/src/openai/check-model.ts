import { gatewayError } from "../errors.js";

/** @throws `gateway/model_not_found`, naming those that there are. */
export function checkModel(model: string, models: readonly string[]): void {
  if (models.includes(model)) return;
  throw gatewayError(
    { code: "gateway/model_not_found", model, models },
    `There is no model "${model.slice(0, 100)}" here.`,
    { remedy: `Use one of: ${models.join(", ")}.` },
  );
}
