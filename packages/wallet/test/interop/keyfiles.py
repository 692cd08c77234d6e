"""Writes and reads wallet folders with the Python tools: bittensor-wallet 4 if it is installed, else the wallet of bittensor 11.

    keyfiles.py write|read REQUEST.json

The request names the folder and the passwords, and for `read` what the other side wrote and signed. Prints one line of JSON.
"""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stdout

try:
    from bittensor_wallet import Keypair, Wallet
    from bittensor_wallet.keyfile import legacy_encrypt_keyfile_data, serialized_keypair_to_keyfile_data
except ImportError:
    from bittensor import Wallet
    from bittensor_core import Keypair

    legacy_encrypt_keyfile_data = None

MESSAGES = ["hello", "0xdeadbeef", "<Bytes>hello</Bytes>", "τ и 💡"]


def as_bytes(message):
    """bittensor 11 signs bytes only; 4.x does this to text by itself."""
    return bytes.fromhex(message[2:]) if message.startswith("0x") else message.encode()


def sign(keypair, message):
    return bytes(keypair.sign(message if legacy_encrypt_keyfile_data else as_bytes(message))).hex()


def verify(keypair, message, signature):
    return keypair.verify(message if legacy_encrypt_keyfile_data else as_bytes(message), bytes.fromhex(signature[2:]))


def regenerate(folder, name, password=None, **source):
    wallet = Wallet(name=name, hotkey="default", path=folder)
    sealed = {} if password is None else {"coldkey_password": password}
    wallet.regenerate_coldkey(**source, use_password=password is not None, overwrite=False, suppress=True, **sealed)
    return wallet.coldkeypub.ss58_address


def write(request):
    folder, password = request["folder"], request["password"]
    made = {
        "phrase": regenerate(folder, "phrase", mnemonic=request["phrase"]),
        "sealed": regenerate(folder, "sealed", password, mnemonic=request["phrase"]),
        "seed": regenerate(folder, "seed", seed=request["seed"]),
        "raw-seed": regenerate(folder, "raw-seed", seed="0x" + "11" * 32),
        "ed25519": regenerate(folder, "ed25519", mnemonic=request["phrase"], crypto_type=0),
        "json": regenerate(folder, "json", json=(request["json"], request["jsonPassword"])),
    }
    made |= {f"words-{len(phrase.split())}": regenerate(folder, f"words-{len(phrase.split())}", mnemonic=phrase)
             for phrase in request["phrases"]}
    wallet = Wallet(name="uri", hotkey="default", path=folder)
    hotkey = Keypair.create_from_uri("//Alice")
    wallet.hotkey_file.set_keypair(hotkey, encrypt=False, overwrite=False)
    legacy = None
    if legacy_encrypt_keyfile_data:
        legacy = os.path.join(folder, "legacy", "coldkey")
        os.makedirs(os.path.dirname(legacy))
        plain = bytes(serialized_keypair_to_keyfile_data(hotkey))
        with open(legacy, "wb") as file:
            file.write(bytes(legacy_encrypt_keyfile_data(plain, password)))
    uris = {uri: Keypair.create_from_uri(uri).ss58_address for uri in request["uris"]}
    signatures = [[message, sign(hotkey, message)] for message in MESSAGES]
    ed25519 = Keypair.create_from_uri("//Alice", 0)
    return {
        "made": made,
        "hotkey": hotkey.ss58_address,
        "legacy": legacy is not None,
        "uris": uris,
        "signatures": signatures,
        "ed25519": {"address": ed25519.ss58_address, "signature": sign(ed25519, "hello")},
        "variable": variable_of(wallet, password),
    }


def variable_of(wallet, password):
    """The name and the value of the variable that the tools set, as a child process sees it."""
    wallet.coldkey_file.save_password_to_env(password)
    name = wallet.coldkey_file.env_var_name()
    child = [sys.executable, "-c", f"import os; print(os.environ.get({name!r}, ''))"]
    value = subprocess.run(child, capture_output=True, text=True, check=True).stdout.strip()
    return {"path": wallet.coldkey_file.path, "name": name, "value": value}


def read(request):
    folder, password = request["folder"], request["password"]
    found = {}
    for name, sealed in request["wallets"].items():
        wallet = Wallet(name=name, hotkey="default", path=folder)
        coldkey = wallet.get_coldkey(password if sealed else None)
        found[name] = {"coldkey": coldkey.ss58_address, "coldkeypub": wallet.coldkeypub.ss58_address}
        if request["hotkeys"].get(name):
            found[name] |= {"hotkey": wallet.get_hotkey().ss58_address, "hotkeypub": wallet.hotkeypub.ss58_address}
    watched = Wallet(name="watched", hotkey="default", path=folder)
    by_variable = Wallet(name="sealed", hotkey="default", path=folder).coldkey_file.get_keypair()
    verified = []
    for uri, scheme, message, signature in request["signatures"]:
        verified.append(verify(Keypair.create_from_uri(uri, scheme), message, signature))
    return {
        "found": found,
        "watched": watched.coldkeypub.ss58_address,
        "byVariable": by_variable.ss58_address,
        "verified": verified,
    }


with open(sys.argv[2], encoding="utf-8") as file:
    given = json.load(file)
with redirect_stdout(io.StringIO()):
    result = {"write": write, "read": read}[sys.argv[1]](given)
print(json.dumps(result))
