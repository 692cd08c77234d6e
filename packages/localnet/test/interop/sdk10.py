"""Flows of the SDK 10 against the chain at argv[1] with the wallets in argv[2]; one line of JSON for each."""

import json
import sys
import urllib.request

import bittensor as bt

url, wallet_path = sys.argv[1:]
subtensor = bt.Subtensor(network=url)
alice = bt.Wallet(name="alice", hotkey="default", path=wallet_path)
bob = bt.Wallet(name="bob", hotkey="default", path=wallet_path)
NETUID = 2


def mine(count):
    """Makes blocks at once."""
    body = {"jsonrpc": "2.0", "id": 1, "method": "dev_newBlock", "params": [{"count": count}]}
    request = urllib.request.Request(
        url.replace("ws:", "http:"), json.dumps(body).encode(), {"content-type": "application/json"}
    )
    urllib.request.urlopen(request, timeout=60).read()


def flow(name, run):
    try:
        detail = run()
        ok = getattr(detail, "success", True) is not False
        text = "" if ok else str(getattr(detail, "message", None) or detail)
    except Exception as error:  # every failure is a result here
        ok, text = False, f"{type(error).__name__}: {error}"
    print(json.dumps({"flow": name, "ok": ok, "detail": text[:600]}), flush=True)


def expect(condition, detail):
    if not condition:
        raise AssertionError(detail)


def balance():
    expect(subtensor.get_balance(alice.coldkeypub.ss58_address).tao == 1_000_000, "balance")


def metagraph():
    graph = subtensor.metagraph(NETUID)
    expect(list(graph.hotkeys) == [alice.hotkey.ss58_address, bob.hotkey.ss58_address], graph.hotkeys)


SALT = [1, 2, 3, 4]


def commit_and_reveal():
    """By hash: committed in one epoch, revealed in the next."""
    mine(361)
    vector = {"wallet": alice, "netuid": NETUID, "salt": SALT, "uids": [1], "weights": [65535]}
    committed = subtensor.commit_weights(**vector)
    expect(committed.success, committed.message or committed)
    mine(max(1, subtensor.get_next_epoch_start_block(NETUID) - subtensor.block))
    revealed = subtensor.reveal_weights(**vector)
    expect(revealed.success, revealed.message or revealed)
    weights = dict(subtensor.weights(NETUID))
    expect(weights.get(0) == [(1, 65535)], weights)


def set_weights_timelocked():
    """Accepted and stored. What the SDK encrypts opens only with pulses of drand's quicknet."""
    mine(361)
    response = subtensor.set_weights(wallet=alice, netuid=NETUID, uids=[1], weights=[1.0])
    expect(response.success, response.message or response)
    commits = subtensor.get_timelocked_weight_commits(NETUID)
    expect(len(commits) == 1, commits)


def set_weights_plain():
    disabled = subtensor.sign_and_send_extrinsic(
        call=subtensor.compose_call(
            call_module="Sudo",
            call_function="sudo",
            call_params={
                "call": subtensor.compose_call(
                    call_module="AdminUtils",
                    call_function="sudo_set_commit_reveal_weights_enabled",
                    call_params={"netuid": NETUID, "enabled": False},
                )
            },
        ),
        wallet=alice,
    )
    expect(disabled.success, disabled.message)
    mine(101)
    response = subtensor.set_weights(wallet=alice, netuid=NETUID, uids=[1], weights=[1.0])
    expect(response.success, response.message or response)
    weights = dict(subtensor.weights(NETUID))
    expect(weights.get(0) == [(1, 65535)], weights)


tao = bt.Balance.from_tao
alice_hot = alice.hotkey.ss58_address
flow("balance", balance)
flow("all_subnets", lambda: expect(len(subtensor.all_subnets()) == 2, "count"))
flow("register_subnet", lambda: subtensor.register_subnet(alice))
flow("start_call", lambda: subtensor.start_call(alice, NETUID))
flow("burned_register", lambda: subtensor.burned_register(bob, NETUID))
flow("metagraph", metagraph)
flow("add_stake", lambda: subtensor.add_stake(alice, netuid=NETUID, hotkey_ss58=alice_hot, amount=tao(50)))
flow(
    "add_stake (shielded)",
    lambda: subtensor.add_stake(
        alice, netuid=NETUID, hotkey_ss58=alice_hot, amount=tao(5), mev_protection=True
    ),
)
flow(
    "move_stake",
    lambda: subtensor.move_stake(
        alice,
        origin_netuid=NETUID,
        origin_hotkey_ss58=alice_hot,
        destination_netuid=NETUID,
        destination_hotkey_ss58=bob.hotkey.ss58_address,
        amount=bt.Balance.from_tao(1).set_unit(NETUID),
    ),
)
flow(
    "unstake",
    lambda: subtensor.unstake(
        alice, netuid=NETUID, hotkey_ss58=alice_hot, amount=bt.Balance.from_tao(1).set_unit(NETUID)
    ),
)
flow("hyperparameters", lambda: expect(subtensor.get_subnet_hyperparameters(NETUID).tempo == 360, "tempo"))
flow("children", lambda: expect(subtensor.get_children(alice_hot, NETUID)[0], "children"))
flow("commit_weights and reveal_weights", commit_and_reveal)
flow("set_weights (time-locked, stored)", set_weights_timelocked)
flow("set_weights (commit and reveal off)", set_weights_plain)
