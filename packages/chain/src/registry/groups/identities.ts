import { group, read, subtensor, utf8, write } from "../operation.js";
import { coldkey, list, maybe, required, struct, textUpTo, withDefault } from "../types/build.js";

const fields = {
  name: withDefault(textUpTo(256), "", "of the person or the project"),
  url: withDefault(textUpTo(256), "", "of its page"),
  githubRepo: withDefault(textUpTo(256), "", "where its code is"),
  image: withDefault(textUpTo(1024), "", "of its picture"),
  discord: withDefault(textUpTo(256), "", "of the person"),
  description: withDefault(textUpTo(1024), "", "in a sentence"),
  additional: withDefault(textUpTo(1024), "", "anything else"),
};

export const identities = group("What owners say of themselves.", {
  get: read({
    summary: "What a coldkey says of itself.",
    arguments: { coldkey: required(coldkey, "whose identity") },
    result: maybe(struct(fields)),
    uses: { storage: ["SubtensorModule.IdentitiesV2"] },
  }),
  list: read({
    summary: "All identities of coldkeys.",
    arguments: {},
    result: list(
      struct({ coldkey: required(coldkey, "whose identity"), identity: required(struct(fields), "what it says") }),
    ),
    uses: { storage: ["SubtensorModule.IdentitiesV2"] },
  }),
  set: write({
    summary: "Says what the signer is; what is not given becomes empty. It has to own a registered hotkey.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: fields,
    calls: ["SubtensorModule.set_identity"],
    build: ({ name, url, githubRepo, image, discord, description, additional }) =>
      subtensor("set_identity", {
        name: utf8(name),
        url: utf8(url),
        github_repo: utf8(githubRepo),
        image: utf8(image),
        discord: utf8(discord),
        description: utf8(description),
        additional: utf8(additional),
      }),
  }),
});
