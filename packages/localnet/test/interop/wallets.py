"""Writes the wallets alice and bob, of the development accounts, into the folder given, without passwords."""

import json
import sys

from bittensor_wallet import Wallet

addresses = {}
for name, uri in (("alice", "//Alice"), ("bob", "//Bob")):
    wallet = Wallet(name=name, hotkey="default", path=sys.argv[1])
    wallet.create_coldkey_from_uri(uri, use_password=False, overwrite=True, suppress=True)
    wallet.create_hotkey_from_uri(f"{uri}//hot", use_password=False, overwrite=True, suppress=True)
    addresses[name] = {"coldkey": wallet.coldkeypub.ss58_address, "hotkey": wallet.hotkey.ss58_address}
print(json.dumps(addresses))
