import type { CommandMap } from "../declared.js";

export const proxyMap: CommandMap = {
  "proxy list [account]": "proxies.list",
  "proxy announcements [delegate]": "proxies.announcements",
  "proxy types": "proxies.types",
  "proxy deposits": "proxies.deposits",
  "proxy pays-fee [real] [delegate]": "proxies.paysFee",
  "proxy create": "proxies.createPure",
  "proxy add [delegate]": "proxies.add",
  "proxy remove [delegate]": "proxies.remove",
  "proxy remove-all": "proxies.removeAll",
  "proxy kill [spawner]": "proxies.killPure",
  "proxy call [real] [call]": "proxies.call",
  "proxy announce [real] [call]": "proxies.announce",
  "proxy execute [real] [call]": "proxies.callAnnounced",
  "proxy remove-announcement [real] [callHash]": "proxies.removeAnnouncement",
  "proxy reject-announcement [delegate] [callHash]": "proxies.rejectAnnouncement",
  "proxy poke-deposit": "proxies.pokeDeposit",
  "proxy set-pays-fee [delegate] [paysFee]": "proxies.setPaysFee",
};

export const multisigMap: CommandMap = {
  "multisig address [threshold] [signatories]": "multisig.address",
  "multisig pending [account]": "multisig.pending",
  "multisig approve [call]": "multisig.approve",
  "multisig approve-hash [callHash]": "multisig.approveHash",
  "multisig cancel [callHash]": "multisig.cancel",
  "multisig call-alone [call]": "multisig.callAlone",
  "multisig poke-deposit [callHash]": "multisig.pokeDeposit",
};

export const crowdMap: CommandMap = {
  "crowd list": "crowdloans.list",
  "crowd info [id]": { operation: "crowdloans.get", aliases: ["show"] },
  "crowd contributors [id]": "crowdloans.contributions",
  "crowd create": "crowdloans.create",
  "crowd contribute [id] [amount]": "crowdloans.contribute",
  "crowd withdraw [id]": "crowdloans.withdraw",
  "crowd finalize [id]": "crowdloans.finalize",
  "crowd refund [id]": "crowdloans.refund",
  "crowd dissolve [id]": "crowdloans.dissolve",
  "crowd set-min-contribution [id] [amount]": "crowdloans.setMinContribution",
  "crowd set-max-contribution [id] [amount]": "crowdloans.setMaxContribution",
  "crowd set-end [id] [end]": "crowdloans.setEnd",
  "crowd set-cap [id] [cap]": "crowdloans.setCap",
};
