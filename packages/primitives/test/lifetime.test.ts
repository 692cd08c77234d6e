import { describe, expect, it } from "vitest";
import { closeAll, isCodedError, sleep, startWith, withDeadline } from "../src/index.js";

describe("closing in order", () => {
  it("closes newest first, runs every step, and tells of the failures", async () => {
    const order: number[] = [];
    const steps = [
      () => order.push(1),
      () => {
        order.push(2);
        throw new Error("two");
      },
      () => order.push(3),
    ];
    await expect(closeAll(steps)).rejects.toThrow(AggregateError);
    expect(order).toEqual([3, 2, 1]);
    await closeAll(steps);
    expect(order).toEqual([3, 2, 1]);
  });

  it("closes what a failed start had opened", async () => {
    const closed: string[] = [];
    const failing = startWith(async (onClose) => {
      onClose(() => closed.push("store"));
      onClose(() => closed.push("server"));
      throw new Error("port taken");
    });
    await expect(failing).rejects.toThrow("port taken");
    expect(closed).toEqual(["server", "store"]);
  });

  it("closes once, however often it is asked", async () => {
    let closed = 0;
    const running = await startWith(async (onClose, close) => {
      onClose(() => closed++);
      return { stop: close };
    });
    await Promise.all([running.stop(), running.stop()]);
    await running.stop();
    expect(closed).toBe(1);
  });
});

describe("waits that end", () => {
  it("rejects an aborted sleep at once, also when it was aborted before", async () => {
    const controller = new AbortController();
    const waiting = sleep(60_000, controller.signal);
    controller.abort(new Error("stop"));
    await expect(waiting).rejects.toThrow("stop");
    await expect(sleep(60_000, controller.signal)).rejects.toThrow("stop");
  });

  it("names what took too long", async () => {
    const error = await withDeadline(new Promise(() => undefined), 5, "connecting to ws://nowhere").catch(
      (e: unknown) => e,
    );
    expect(isCodedError(error, "deadline/exceeded")).toBe(true);
    expect((error as Error).message).toBe("connecting to ws://nowhere took longer than 5 ms.");
    await expect(withDeadline(Promise.resolve(7), 1_000, "seven")).resolves.toBe(7);
  });
});
