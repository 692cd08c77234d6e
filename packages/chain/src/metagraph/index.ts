export {
  type MetagraphColumn,
  type MetagraphDifference,
  type MetagraphSetting,
  metagraphDifference,
} from "./difference.js";
export { loadMetagraph, saveMetagraph } from "./file.js";
