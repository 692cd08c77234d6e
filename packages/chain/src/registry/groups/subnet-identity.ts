import { utf8 } from "../operation.js";
import { struct, textUpTo, withDefault } from "../types/build.js";
import type { TypeOf } from "../types/descriptor.js";

export const identityFields = {
  name: withDefault(textUpTo(256), "", "of the subnet"),
  githubRepo: withDefault(textUpTo(1024), "", "where its code is"),
  contact: withDefault(textUpTo(1024), "", "of the owner"),
  url: withDefault(textUpTo(1024), "", "of its page"),
  discord: withDefault(textUpTo(256), "", "of the owner"),
  description: withDefault(textUpTo(1024), "", "in a sentence"),
  logoUrl: withDefault(textUpTo(1024), "", "of its logo"),
  additional: withDefault(textUpTo(1024), "", "anything else"),
};
export const subnetIdentity = struct(identityFields);
export type SubnetIdentity = TypeOf<typeof subnetIdentity>;

/** As the call's arguments and the chain's struct have them. */
export const identityBytes = (identity: SubnetIdentity) => ({
  subnet_name: utf8(identity.name),
  github_repo: utf8(identity.githubRepo),
  subnet_contact: utf8(identity.contact),
  subnet_url: utf8(identity.url),
  discord: utf8(identity.discord),
  description: utf8(identity.description),
  logo_url: utf8(identity.logoUrl),
  additional: utf8(identity.additional),
});
