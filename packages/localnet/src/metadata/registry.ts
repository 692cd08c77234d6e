import {
  type AnyType,
  accountId,
  type Definition,
  type FieldDefinition,
  RecursiveType,
  type ValueOf,
} from "../scale/index.js";
import { typeName } from "./type-name.js";
import type { portableType, typeDef } from "./types.js";

export type PortableType = ValueOf<typeof portableType>;
type TypeDef = ValueOf<typeof typeDef>;

/** Numbers the types of a runtime and describes them as the metadata does. Type 0 is the account, as Python clients expect. */
export class TypeRegistry {
  readonly #types: (PortableType | undefined)[] = [];
  readonly #byObject = new Map<AnyType, number>();
  readonly #byStructure = new Map<string, number>();

  constructor() {
    this.idOf(accountId);
  }

  /** All types registered so far, in the order of their ids. */
  get types(): PortableType[] {
    return this.#types.map((type) => type as PortableType);
  }

  idOf(type: AnyType): number {
    if (type instanceof RecursiveType) return this.idOf(type.resolve());
    const known = this.#byObject.get(type);
    if (known !== undefined) return known;
    const definition = type.definition;
    return definition.identity === "object" ? this.#addObject(type, definition) : this.#addStructure(type, definition);
  }

  /** The id is given before the parts are looked at, since they may lead back here. */
  #addObject(type: AnyType, definition: Definition): number {
    const id = this.#reserve();
    this.#byObject.set(type, id);
    this.#types[id] = { id, type: this.#describe(definition) };
    return id;
  }

  #addStructure(type: AnyType, definition: Definition): number {
    // The account comes before its parts, so that it is type 0.
    const reserved = this.#types.length === 0 ? this.#reserve() : undefined;
    const described = this.#describe(definition);
    const structure = JSON.stringify(described);
    const id = this.#byStructure.get(structure) ?? reserved ?? this.#reserve();
    this.#byStructure.set(structure, id);
    this.#byObject.set(type, id);
    this.#types[id] = { id, type: described };
    return id;
  }

  #reserve(): number {
    return this.#types.push(undefined) - 1;
  }

  #describe({ path, params, shape, docs }: Definition): PortableType["type"] {
    return {
      path: [...path],
      params: params.map(({ name, type }) => ({ name, type: type && this.idOf(type) })),
      def: this.#describeShape(shape),
      docs: [...docs],
    };
  }

  #describeShape(shape: Definition["shape"]): TypeDef {
    switch (shape.kind) {
      case "primitive":
        return { type: "primitive", value: { type: shape.name } };
      case "composite":
        return { type: "composite", value: this.#describeFields(shape.fields) };
      case "variant":
        return {
          type: "variant",
          value: shape.variants.map(({ name, index, fields, docs }) => ({
            name,
            fields: this.#describeFields(fields),
            index,
            docs: [...docs],
          })),
        };
      case "sequence":
        return { type: "sequence", value: this.idOf(shape.item) };
      case "array":
        return { type: "array", value: { length: shape.length, type: this.idOf(shape.item) } };
      case "tuple":
        return { type: "tuple", value: shape.items.map((item) => this.idOf(item)) };
      case "compact":
        return { type: "compact", value: this.idOf(shape.item) };
    }
  }

  #describeFields(fields: readonly FieldDefinition[]) {
    return fields.map(({ name, type, typeName: given = typeName(type) }) => ({
      name,
      type: this.idOf(type),
      typeName: given,
      docs: [],
    }));
  }
}
