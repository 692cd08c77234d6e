import { group } from "../operation.js";
import { subnetReads } from "./subnet-reads.js";
import { subnetWrites } from "./subnet-writes.js";

export const subnets = group("Subnets: what they are, what they cost, how they are set.", {
  ...subnetReads,
  ...subnetWrites,
});
