//! What a Rust program does with a chain: reads, follows blocks, sends, waits until it is final. One line of JSON for each
//! flow, like the Python scripts beside this. `localnet-interop-subxt <url> <legacy|chain-head|default>`.

use std::time::Duration;

use subxt::backend::{ChainHeadBackend, LegacyBackend};
use subxt::config::PolkadotConfig;
use subxt::dynamic::{self, At, Value};
use subxt::rpcs::RpcClient;
use subxt::OnlineClient;
use subxt_signer::sr25519::dev;

type Failure = Box<dyn std::error::Error>;
type Client = OnlineClient<PolkadotConfig>;

const PATIENCE: Duration = Duration::from_secs(60);
const AMOUNT: u128 = 12_345_678;

async fn connect(url: &str, backend: &str) -> Result<Client, Failure> {
    let rpc = RpcClient::from_url(url).await?;
    Ok(match backend {
        "legacy" => Client::from_backend(LegacyBackend::builder().build(rpc).into()).await?,
        "chain-head" => Client::from_backend(ChainHeadBackend::builder().build_with_background_driver(rpc).into()).await?,
        _ => Client::from_rpc_client(rpc).await?,
    })
}

async fn free_balance(client: &Client, account: [u8; 32]) -> Result<u128, Failure> {
    let address = dynamic::storage::<([u8; 32],), Value>("System", "Account");
    let at = client.at_current_block().await?;
    let value = at.storage().fetch(address, (account,)).await?.decode()?;
    let free = value.at("data").at("free").and_then(|free| free.as_u128());
    free.ok_or_else(|| "an account without a free balance".into())
}

async fn reads_a_balance(client: &Client) -> Result<String, Failure> {
    let free = free_balance(client, dev::alice().public_key().0).await?;
    if free == 0 { Err("Alice has nothing".into()) } else { Ok(format!("{free} rao")) }
}

async fn reads_all_balances(client: &Client) -> Result<String, Failure> {
    let address = dynamic::storage::<([u8; 32],), Value>("System", "Account");
    let at = client.at_current_block().await?;
    let storage = at.storage();
    let mut entries = storage.iter(address, ()).await?;
    let mut count = 0;
    while let Some(entry) = entries.next().await {
        entry?.value().decode()?;
        count += 1;
    }
    if count < 9 { Err(format!("only {count} accounts").into()) } else { Ok(format!("{count} accounts")) }
}

async fn reads_a_constant(client: &Client) -> Result<String, Failure> {
    let at = client.at_current_block().await?;
    let deposit = at.constants().entry(dynamic::constant::<u64>("Balances", "ExistentialDeposit"))?;
    if deposit == 500 { Ok(format!("{deposit} rao")) } else { Err(format!("{deposit} rao").into()) }
}

async fn calls_a_runtime_api(client: &Client) -> Result<String, Failure> {
    let at = client.at_current_block().await?;
    let payload = dynamic::runtime_api_call::<_, Value>("SubnetInfoRuntimeApi", "get_subnet_hyperparams", (1u16,));
    let parameters = at.runtime_apis().call(payload).await?;
    let tempo = parameters.at(0).at("tempo").and_then(|tempo| tempo.as_u128());
    tempo.map(|blocks| format!("tempo {blocks}")).ok_or_else(|| "no tempo".into())
}

async fn follows_blocks(client: &Client) -> Result<String, Failure> {
    let mut blocks = client.stream_blocks().await?;
    let mut last = None;
    for _ in 0..3 {
        let block = blocks.next().await.ok_or("no more blocks")??;
        if last.is_some_and(|number| block.number() != number + 1) {
            return Err(format!("block {} after {last:?}", block.number()).into());
        }
        last = Some(block.number());
    }
    Ok(format!("to block {}", last.unwrap_or_default()))
}

async fn sends_a_transfer(client: &Client) -> Result<String, Failure> {
    let to = dev::dave().public_key();
    let account = to.0;
    let before = free_balance(client, account).await?;
    let call = dynamic::transaction("Balances", "transfer_keep_alive", (to.to_address::<()>(), AMOUNT));
    let mut at = client.transactions().await?;
    let progress = at.sign_and_submit_then_watch_default(&call, &dev::alice()).await?;
    let events = progress.wait_for_finalized_success().await?;
    let names = events.iter().map(|event| event.map(|event| format!("{}.{}", event.pallet_name(), event.event_name())));
    let names = names.collect::<Result<Vec<_>, _>>()?;
    let gained = free_balance(client, account).await? - before;
    if gained != AMOUNT || !names.iter().any(|name| name == "Balances.Transfer") {
        return Err(format!("gained {gained}, events {names:?}").into());
    }
    Ok(format!("{} events", names.len()))
}

async fn names_the_error_of_a_call(client: &Client) -> Result<String, Failure> {
    let call = dynamic::transaction("SubtensorModule", "start_call", (4_242u16,));
    let mut at = client.transactions().await?;
    let progress = at.sign_and_submit_then_watch_default(&call, &dev::bob()).await?;
    match progress.wait_for_finalized_success().await {
        Ok(_) => Err("the call worked".into()),
        Err(error) if error.to_string().contains("SubtensorModule") => Ok(error.to_string()),
        Err(error) => Err(error.into()),
    }
}

async fn reads_the_block_of_a_hash(client: &Client) -> Result<String, Failure> {
    let current = client.at_current_block().await?;
    let at = client.at_block(current.block_hash()).await?;
    let extrinsics = at.extrinsics().fetch().await?;
    let names = extrinsics.iter().map(|one| one.map(|one| format!("{}.{}", one.pallet_name(), one.call_name())));
    let names = names.collect::<Result<Vec<_>, _>>()?;
    if names.first().is_some_and(|name| name == "Timestamp.set") { Ok(names.join(", ")) } else { Err(format!("{names:?}").into()) }
}

fn tell(flow: &str, result: Result<String, Failure>) -> bool {
    let (ok, detail) = match result {
        Ok(detail) => (true, detail),
        Err(error) => (false, error.to_string()),
    };
    println!("{{\"flow\":{flow:?},\"ok\":{ok},\"detail\":{:?}}}", detail.replace('\'', ""));
    ok
}

macro_rules! flows {
    ($client:expr, $($flow:ident),+ $(,)?) => {
        [$((stringify!($flow), tokio::time::timeout(PATIENCE, $flow($client)).await)),+]
    };
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let args = std::env::args().collect::<Vec<_>>();
    let (Some(url), Some(backend)) = (args.get(1), args.get(2)) else {
        return Err("give a URL and a backend".into());
    };
    let client = connect(url, backend).await?;
    let results = flows!(
        &client,
        reads_a_balance,
        reads_all_balances,
        reads_a_constant,
        calls_a_runtime_api,
        follows_blocks,
        sends_a_transfer,
        names_the_error_of_a_call,
        reads_the_block_of_a_hash,
    );
    let mut good = true;
    for (flow, result) in results {
        let result = result.unwrap_or_else(|_| Err("it takes too long".into()));
        good &= tell(&flow.replace('_', " "), result);
    }
    if good { Ok(()) } else { Err("a flow failed".into()) }
}
