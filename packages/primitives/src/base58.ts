/** base58 of Bitcoin's alphabet, for short inputs: an address is 35 bytes. Libraries for any base take ten times as long. */
const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const LIMB_DIGITS = 5;
/** Five digits in one number: times 2^16 it stays exact. */
const LIMB = 58 ** LIMB_DIGITS;

export function encodeBase58(bytes: Uint8Array): string {
  const limbs: number[] = [];
  for (let index = bytes.length % 2; index <= bytes.length; index += 2) {
    if (index === 0) continue;
    let carry = index === 1 ? bytes[0]! : bytes[index - 2]! * 256 + bytes[index - 1]!;
    const shift = index === 1 ? 256 : 65_536;
    for (let limb = 0; limb < limbs.length; limb++) {
      carry += limbs[limb]! * shift;
      limbs[limb] = carry % LIMB;
      carry = Math.floor(carry / LIMB);
    }
    for (; carry > 0; carry = Math.floor(carry / LIMB)) limbs.push(carry % LIMB);
  }
  return "1".repeat(leadingZeros(bytes)) + digitsOf(limbs);
}

function digitsOf(limbs: readonly number[]): string {
  let text = "";
  for (const limb of limbs) {
    let rest = limb;
    let five = "";
    for (let digit = 0; digit < LIMB_DIGITS; digit++) {
      five = alphabet[rest % 58]! + five;
      rest = Math.floor(rest / 58);
    }
    text = five + text;
  }
  return text.replace(/^1+/, "");
}

function leadingZeros(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? bytes.length : first;
}
