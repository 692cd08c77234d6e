import { TextRequest } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import { createTextChallenge, parseTextRequest } from "../src/index.js";

const challenges = Array.from({ length: 400 }, (_, seed) => createTextChallenge(seed));

describe("createTextChallenge", () => {
  it("gives the same challenge for the same seed, and others for others", () => {
    expect(createTextChallenge(7)).toEqual(createTextChallenge(7));
    expect(new Set(challenges.map(({ request }) => JSON.stringify(request))).size).toBe(challenges.length);
    expect(new Set(challenges.map(({ request }) => request.requestId)).size).toBe(challenges.length);
  });

  it("asks only what a miner has to serve, and survives the wire unchanged", () => {
    for (const { request } of challenges) {
      expect(["user", "text"]).toContain(parseTextRequest(request).messages.at(-1)?.role);
      expect(TextRequest.decode(TextRequest.encode(request))).toEqual(request);
      expect(request.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it("asks for completions as well as for answers", () => {
    const completions = challenges.filter(({ request }) => request.messages[0]?.role === "text");
    expect(completions.length / challenges.length).toBeGreaterThan(0.03);
    expect(completions.length / challenges.length).toBeLessThan(0.12);
    expect(completions.every(({ request }) => request.messages.length === 1)).toBe(true);
  });

  it("mixes questions with and without a known answer", () => {
    const known = challenges.filter(({ check }) => check !== undefined).length / challenges.length;
    expect(known).toBeGreaterThan(0.5);
    expect(known).toBeLessThan(0.7);
  });

  it("sends nothing that tells the two apart: same fields, same settings", () => {
    const settingsOf = (checked: boolean) =>
      new Set(
        challenges
          .filter(({ check }) => (check !== undefined) === checked)
          .map(
            ({ request }) =>
              `${request.sampling?.maxTokens} ${request.sampling?.temperature} ${request.sampling?.topP}`,
          ),
      );
    const [withCheck, without] = [settingsOf(true), settingsOf(false)];
    const shared = [...withCheck].filter((settings) => without.has(settings));
    expect(shared.length / withCheck.size).toBeGreaterThan(0.7);
    expect(new Set(challenges.map(({ request }) => Object.keys(request).join())).size).toBe(1);
  });
});
