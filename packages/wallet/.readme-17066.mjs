import { createWallet, openWallet, verifySignature } from "@taostack/wallet";
const { coldkeyMnemonic } = await createWallet({ name: "owner", hotkey: "validator", password: "a long one" });
console.log("Write this down:", coldkeyMnemonic);
const wallet = openWallet({ name: "owner", hotkey: "validator" });
const hotkey = await wallet.hotkey(); // signs for a neuron, no password
const message = new TextEncoder().encode("hello");
await verifySignature(message, await hotkey.sign(message), hotkey.publicKey); // true
const coldkey = await wallet.unlockColdkey("a long one"); // owns the funds; takes seconds
