// What the host sees.

export { addProduct } from "./erasure";
export { hashFour } from "./sha256";
