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


def stake_of(hotkey, netuid=NETUID):
    held = subtensor.get_stake(alice.coldkeypub.ss58_address, hotkey, netuid)
    return held.tao


def staked_more(run, hotkey):
    """Runs what has to raise the stake on a hotkey."""
    before = stake_of(hotkey)
    response = run()
    expect(response.success, response.message or response)
    after = stake_of(hotkey)
    expect(after > before, f"{before} -> {after}")


def move_stake():
    before = stake_of(alice_hot)
    response = subtensor.move_stake(
        alice,
        origin_netuid=NETUID,
        origin_hotkey_ss58=alice_hot,
        destination_netuid=NETUID,
        destination_hotkey_ss58=bob.hotkey.ss58_address,
        amount=tao(1).set_unit(NETUID),
    )
    expect(response.success, response.message or response)
    left, arrived = stake_of(alice_hot), stake_of(bob.hotkey.ss58_address)
    expect(left < before and arrived > 0.99, f"{before} -> {left}, {arrived} arrived")


def unstake():
    before = stake_of(alice_hot)
    response = subtensor.unstake(
        alice, netuid=NETUID, hotkey_ss58=alice_hot, amount=tao(1).set_unit(NETUID)
    )
    expect(response.success, response.message or response)
    expect(stake_of(alice_hot) < before, "stake stayed")


def stake_list():
    held = subtensor.get_stake_info_for_coldkey(alice.coldkeypub.ss58_address)
    hotkeys = {info.hotkey_ss58 for info in held if info.netuid == NETUID}
    expect(hotkeys == {alice_hot, bob.hotkey.ss58_address}, hotkeys)


def hyperparameters_set():
    call = subtensor.compose_call(
        call_module="AdminUtils",
        call_function="sudo_set_immunity_period",
        call_params={"netuid": NETUID, "immunity_period": 500},
    )
    response = subtensor.sign_and_send_extrinsic(call=call, wallet=alice)
    expect(response.success, response.message or response)
    read = subtensor.get_subnet_hyperparameters(NETUID).immunity_period
    expect(read == 500, read)


def identity():
    fields = ("name", "url", "github_repo", "image", "discord", "description", "additional")
    values = {field: "Alice" if field == "name" else "" for field in fields}
    call = subtensor.compose_call(
        call_module="SubtensorModule", call_function="set_identity", call_params=values
    )
    response = subtensor.sign_and_send_extrinsic(call=call, wallet=alice)
    expect(response.success, response.message or response)
    read = subtensor.query_identity(alice.coldkeypub.ss58_address)
    expect(read.name == "Alice", read)


def subnet_identity():
    about = bt.SubnetIdentity("demo", "", "a@example.org", "", "", "", "A demonstration", "")
    response = subtensor.set_subnet_identity(alice, NETUID, about)
    expect(response.success, response.message or response)
    read = subtensor.subnet(NETUID).subnet_identity
    expect(read.subnet_name == "demo", read)


def children():
    """Asked for, they wait; they count from the first epoch after the cooldown of 7200 blocks."""
    child = bob.hotkey.ss58_address
    response = subtensor.set_children(
        alice, netuid=NETUID, hotkey_ss58=alice_hot, children=[(0.5, child)]
    )
    expect(response.success, response.message or response)
    waiting, _ = subtensor.get_children_pending(alice_hot, NETUID)
    expect([key for _, key in waiting] == [child], waiting)
    mine(7200 + 360)
    _, present, _ = subtensor.get_children(alice_hot, NETUID)
    expect([(round(share, 3), key) for share, key in present] == [(0.5, child)], present)


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
stake = {"netuid": NETUID, "hotkey_ss58": alice_hot}
flow("add_stake", lambda: staked_more(lambda: subtensor.add_stake(alice, amount=tao(50), **stake), alice_hot))
flow(
    "add_stake (shielded)",
    lambda: staked_more(
        lambda: subtensor.add_stake(alice, amount=tao(5), mev_protection=True, **stake), alice_hot
    ),
)
flow("move_stake", move_stake)
flow("unstake", unstake)
flow("stake list", stake_list)
flow("hyperparameters get", lambda: expect(subtensor.get_subnet_hyperparameters(NETUID).tempo == 360, "tempo"))
flow("hyperparameters set", hyperparameters_set)
flow("identity set and get", identity)
flow("subnet identity set and get", subnet_identity)
flow("commit_weights and reveal_weights", commit_and_reveal)
flow("set_weights (time-locked, stored)", set_weights_timelocked)
flow("children set and get", children)
flow("set_weights (commit and reveal off)", set_weights_plain)
