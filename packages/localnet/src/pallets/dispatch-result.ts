import { dispatchError, result, unit } from "../scale/index.js";

/** `Result<(), DispatchError>`, as events report the outcome of an inner call. */
export const dispatchResult = result(unit, dispatchError);
