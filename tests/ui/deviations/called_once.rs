use manual_async::manual_async;

#[manual_async]
async fn by_its_name() -> String {
    let name = Some(next().await);
    let call = move || if let Some(name) = name { name } else { String::new() };
    next().await;
    let name = call();
    next().await;
    name
}

#[manual_async]
async fn as_a_value() -> String {
    let name = next().await;
    let call = move || name;
    next().await;
    let name = { call }();
    next().await;
    name
}

async fn next() -> String {
    String::new()
}

fn main() {}
