export { type CatalogueArgument, type CatalogueEntry, catalogue, catalogueGroups, errorsOf } from "./catalogue.js";
export type { OperationErrorData } from "./errors.js";
export { chainSettings, type Setting, subnetSettings } from "./hyperparameters.js";
export type {
  AnyOperation,
  DeclaredWrite,
  Group,
  PreparedWrite,
  ReadOperation,
  SignedBy,
  Spends,
  Uses,
  WriteOperation,
} from "./operation.js";
export {
  checkArguments,
  type GroupName,
  listOperations,
  type NamedOperation,
  type OperationName,
  operationNamed,
  parseArguments,
  type Registry,
  registry,
} from "./registry.js";
export type {
  CallSpec,
  CallValue,
  Checked,
  Descriptor,
  Field,
  Fields,
  Given,
  Type,
  TypeOf,
} from "./types/descriptor.js";
export { expectationOf } from "./types/expectation.js";
export { type JsonSchema, schemaOf, schemaOfFields } from "./types/json-schema.js";
export { plainAny, toPlain } from "./types/to-plain.js";
