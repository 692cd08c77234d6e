// What the host sees.

export { hashFour } from "./blake3";
export { addProduct } from "./erasure";
