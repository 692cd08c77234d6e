import { withDeadline } from "@taostack/primitives";

export interface HealthState {
  readonly ok: boolean;
  /** Small facts for the operator: `{ block: 1284, ageSeconds: 3 }`. Public: no secrets. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export type HealthCheck = () => HealthState | Promise<HealthState>;

/** `live`: restart me if this fails. `ready`: send me no work while this fails. Absent checks are fine. */
export interface Health {
  readonly live?: HealthCheck;
  readonly ready?: HealthCheck;
}

const CHECK_TIMEOUT_MS = 2_000;

/** Runs one check; a check that throws or takes longer than two seconds is not ok. */
export async function checkHealth(check: HealthCheck | undefined): Promise<HealthState> {
  if (check === undefined) return { ok: true };
  try {
    return await withDeadline(Promise.resolve().then(check), CHECK_TIMEOUT_MS, "the health check");
  } catch {
    return { ok: false, detail: { reason: "the check failed" } };
  }
}
