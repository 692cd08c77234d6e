import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addToAllShares,
  addToShare,
  type CoinbaseSubnet,
  coinbase,
  type Distribution,
  distributeEmission,
  drainEpochs,
  EMPTY_SHARE_POOL,
  type HotkeyStanding,
  type Payment,
  type PendingEmission,
  payEmission,
  SAFE_FLOAT_ZERO,
  type SafeFloat,
  type SharePool,
  simulate,
  valueOfShare,
} from "../../src/index.js";

const TAO = 10n ** 9n;
const U64_MAX = (1n << 64n) - 1n;
const sum = (values: Iterable<bigint>): bigint => [...values].reduce((a, b) => a + b, 0n);
const amount = (most: bigint) => fc.bigInt(0n, most);

const anySubnet: fc.Arbitrary<CoinbaseSubnet> = fc.record({
  netuid: fc.constant(1),
  subnetMechanism: fc.constant(1),
  subnetTao: fc.bigInt(10n ** 7n, 10n ** 15n),
  subnetAlphaIn: fc.bigInt(10n ** 7n, 10n ** 15n),
  subnetAlphaOut: amount(10n ** 16n),
  quoteWeight: fc.constantFrom(5n * 10n ** 17n, 45n * 10n ** 16n, 6n * 10n ** 17n),
  movingPrice: amount(1n << 32n),
  minerBurned: amount(1n << 32n),
  subnetEmissionEnabled: fc.boolean(),
  ownerCutEnabled: fc.boolean(),
});

const terms = { rootTao: 5n * 10n ** 15n, taoWeight: 971_718_665_099_567_868n, subnetOwnerCut: 11_796 };

// economics.md 2.5
describe("a block's coinbase", () => {
  it("makes no TAO and no alpha beyond its emission, and loses less than a rao in each pot", () => {
    fc.assert(
      fc.property(fc.array(anySubnet, { maxLength: 4 }), amount(TAO), (subnets, blockEmission) => {
        const block = coinbase({ blockEmission, subnets, ...terms });
        expect(sum(block.subnets.map(({ taoMoved }) => taoMoved)) + block.recycled).toBe(blockEmission);
        block.subnets.forEach((after, index) => {
          const before = subnets[index]!;
          const { server, validator, rootAlpha, ownerCut } = after.pendingAdded;
          expect(after.subnetTao - before.subnetTao).toBe(after.subnetTaoInEmission + after.subnetExcessTao);
          expect(after.taoMoved - after.subnetTaoInEmission - after.subnetExcessTao).toBeGreaterThanOrEqual(0n);
          const issued = after.subnetAlphaIn + after.subnetAlphaOut - before.subnetAlphaIn - before.subnetAlphaOut;
          const minted = after.subnetAlphaInEmission + after.subnetAlphaOutEmission - after.rootAlphaRecycled;
          expect(issued).toBe(minted);
          const pots = server + validator + rootAlpha + ownerCut + after.rootAlphaRecycled;
          expect(pots).toBeLessThanOrEqual(after.subnetAlphaOutEmission);
          expect(after.subnetAlphaOutEmission - pots).toBeLessThan(4n);
        });
      }),
      { numRuns: 60 },
    );
  });
});

const keys = ["00", "01", "02", "03", "04"] as const;
const anyStanding = fc.record({
  alphaStake: amount(10n ** 15n),
  rootStake: amount(10n ** 15n),
  delegateTake: fc.integer({ min: 0, max: 11_796 }),
  childkeyTake: fc.integer({ min: 0, max: 11_796 }),
  coldkey: fc.constantFrom("c0", "c1", "c2"),
});

/** Hotkey 00 may give a part of its stake to 01. */
function standingsOf(parts: readonly (typeof anyStanding extends fc.Arbitrary<infer T> ? T : never)[], given: bigint) {
  return new Map<string, HotkeyStanding>(
    keys.map((hotkey, uid) => {
      const { coldkey: owner, ...standing } = parts[uid]!;
      return [
        hotkey,
        {
          ...standing,
          owner,
          childProportions: uid === 0 ? [given] : [],
          parents: uid === 1 ? [{ hotkey: "00", proportion: given }] : [],
        },
      ];
    }),
  );
}

/** The share pools of a subnet, and what each coldkey holds of them. */
class Stakes {
  readonly pools = new Map<string, SharePool>();
  readonly shares = new Map<string, SafeFloat>();

  carryOut(payment: Payment): void {
    const pool = this.pools.get(payment.hotkey) ?? EMPTY_SHARE_POOL;
    if (payment.kind === "dividend") this.pools.set(payment.hotkey, addToAllShares(pool, payment.amount));
    if (payment.kind !== "stake") return;
    const id = `${payment.hotkey} ${payment.coldkey}`;
    const after = addToShare(pool, this.shares.get(id) ?? SAFE_FLOAT_ZERO, payment.amount);
    this.pools.set(payment.hotkey, after.pool);
    this.shares.set(id, after.share);
  }

  get total(): bigint {
    return sum([...this.pools.values()].map(({ value }) => value));
  }
}

const pot = amount(10n ** 12n);
const anyEpoch = fc.record({
  parts: fc.array(anyStanding, { minLength: 5, maxLength: 5 }),
  given: amount(U64_MAX),
  pending: fc.record({ server: pot, validator: pot, rootAlpha: pot, ownerCut: pot }),
  votes: fc.array(fc.array(fc.integer({ min: 0, max: 65_535 }), { minLength: 5, maxLength: 5 }), {
    minLength: 3,
    maxLength: 3,
  }),
  ownerHotkeys: fc.subarray([...keys]),
  recycleOrBurn: fc.constantFrom("recycle" as const, "burn" as const),
});

type Anything = typeof anyEpoch extends fc.Arbitrary<infer T> ? T : never;

/** Runs the epoch over the pots and works out the payments. */
function payOut({ parts, given, pending, votes, ownerHotkeys, recycleOrBurn }: Anything) {
  const standings = standingsOf(parts, given);
  const run = simulate(
    { alphaStake: parts.map(({ alphaStake }) => alphaStake), hyperparameters: { taoWeight: 0n } },
    {
      epochs: 1,
      emission: pending.server + pending.validator + pending.rootAlpha,
      changes: { 0: { weights: { 0: votes[0]!, 1: votes[1]!, 2: votes[2]! } } },
    },
  );
  const emissions = keys.map((hotkey, uid) => ({
    hotkey,
    serverEmission: run.serverEmission.at(0, uid),
    validatorEmission: run.validatorEmission.at(0, uid),
  }));
  const distribution = distributeEmission({
    pending,
    emissions,
    standings,
    taoWeight: terms.taoWeight,
    childkeyBurn: 0n,
  });
  const owner = { coldkey: "c0", hotkey: "00" };
  const paid = payEmission({
    distribution,
    standings,
    ownerCut: pending.ownerCut,
    owner,
    ownerHotkeys: new Set(ownerHotkeys),
    recycleOrBurn,
  });
  return { emissions, distribution, ...paid };
}

const amountsOf = (payments: readonly Payment[], pick: (payment: Payment) => boolean): bigint =>
  sum(payments.filter(pick).map(({ amount: paid }) => paid));
const isFor =
  (...reasons: string[]) =>
  (payment: Payment): boolean =>
    reasons.includes(payment.kind === "stake" ? payment.why : payment.kind);

/** What flooring may keep of a pot: each hotkey's share is cut at 2^-32, then take and rest at a rao. */
const dust = (total: bigint): bigint => ((total * BigInt(2 * keys.length)) >> 32n) + BigInt(3 * keys.length);
const claimed = (dividends: Distribution["alphaDividends"]): boolean => sum(dividends.values()) > 0n;

// economics.md 2.7 and 2.8
describe("an epoch's payout", () => {
  it("pays each pot in full but for dust, and no pot from another", () => {
    fc.assert(
      fc.property(anyEpoch, (anything) => {
        const { pending } = anything;
        const { payments, emissions, distribution } = payOut(anything);
        const mined = sum(emissions.map(({ serverEmission }) => serverEmission));
        expect(amountsOf(payments, isFor("incentive", "withhold"))).toBe(mined);
        expect(amountsOf(payments, isFor("owner_cut"))).toBe(pending.ownerCut);
        const pots: [paid: bigint, due: bigint, isClaimed: boolean][] = [
          [
            amountsOf(payments, isFor("take", "dividend")),
            mined > 0n ? pending.validator : pending.validator + pending.server,
            claimed(distribution.alphaDividends),
          ],
          [
            amountsOf(payments, isFor("root_take", "root_dividend", "root_claimable")),
            pending.rootAlpha,
            claimed(distribution.rootDividends),
          ],
        ];
        for (const [paid, due, isClaimed] of pots) {
          expect(paid).toBeLessThanOrEqual(due);
          if (isClaimed) expect(due - paid).toBeLessThanOrEqual(dust(due));
          else expect(paid).toBeLessThanOrEqual(dust(due));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("reaches the share pools to the rao, and their holders but for dust", () => {
    fc.assert(
      fc.property(anyEpoch, (anything) => {
        const stakes = new Stakes();
        anything.parts.forEach(({ alphaStake, coldkey }, uid) => {
          const staked = { kind: "stake", why: "take", hotkey: keys[uid]!, coldkey, amount: alphaStake } as const;
          if (alphaStake > 0n) stakes.carryOut(staked);
        });
        const before = stakes.total;
        const { payments } = payOut(anything);
        for (const payment of payments) stakes.carryOut(payment);
        const staked = amountsOf(payments, ({ kind }) => kind === "stake" || kind === "dividend");
        expect(stakes.total - before).toBe(staked);
        for (const [hotkey, pool] of stakes.pools) {
          const shares = [...stakes.shares].filter(([id]) => id.startsWith(`${hotkey} `));
          const held = sum(shares.map(([, share]) => valueOfShare(pool, share)));
          expect(held).toBeLessThanOrEqual(pool.value + 1n);
          if (shares.length > 0) expect(pool.value - held).toBeLessThanOrEqual(20n);
        }
      }),
      { numRuns: 60 },
    );
  });
});

it("pots fill block by block, empty at the epoch, and are paid: nothing is made on the way", () => {
  const none: PendingEmission = { server: 0n, validator: 0n, rootAlpha: 0n, ownerCut: 0n };
  fc.assert(
    fc.property(anySubnet, anyEpoch, fc.integer({ min: 1, max: 12 }), (start, anything, tempo) => {
      let subnet = { ...start, subnetEmissionEnabled: true, movingPrice: (1n << 32n) + 1n };
      let schedule = { netuid: 1, tempo, pendingEpochAt: 0, blocksSinceLastStep: 0, lastEpochBlock: 0 };
      let pending = none;
      let minted = 0n;
      let epochs = 0;
      for (let block = 1; block <= tempo; block += 1) {
        const [after] = coinbase({ blockEmission: TAO, subnets: [subnet], ...terms }).subnets;
        subnet = { ...subnet, ...after };
        minted += after!.subnetAlphaOutEmission;
        for (const name of ["server", "validator", "rootAlpha", "ownerCut"] as const) {
          pending = { ...pending, [name]: pending[name] + after!.pendingAdded[name] };
        }
        const [drained] = drainEpochs([schedule], block, 2);
        schedule = { ...schedule, ...drained };
        epochs += drained!.epochIndexAdded;
      }
      expect(epochs).toBe(1);
      const { payments } = payOut({ ...anything, pending });
      const paid = sum(payments.map(({ amount: part }) => part));
      // Miners get half of three floored pots, which can exceed their own floored pot by half a rao a block.
      expect(paid).toBeLessThanOrEqual(minted + BigInt(tempo));
      expect(paid).toBeLessThanOrEqual(sum(Object.values(pending)) + BigInt(tempo));
    }),
    { numRuns: 25 },
  );
});
