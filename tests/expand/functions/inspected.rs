// The arguments of the attribute: inspect

/// What can be looked into: tables, and a closure that shows what lives in a state.
pub async fn inspected(name: String, n: u64) -> u64 {
    let mut list = vec![n];
    add(&mut list).await;
    if n == 1 {
        drop(name);
    }
    pause(1).await;
    list[0]
}

/// Nothing to look into.
fn add(list: &mut Vec<u64>) -> impl Future<Output = ()> {
    list.push(1);
    pause(1)
}
