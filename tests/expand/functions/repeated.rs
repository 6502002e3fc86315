/// Awaits in the head of a loop and inside it.
pub async fn repeated(n: u64) -> u64 {
    let mut source = Source::new(n);
    let mut sum = 0;
    while let Some(item) = source.next().await {
        if item == 1 {
            continue;
        }
        sum += item;
        if sum > 5 {
            break;
        }
        pause(item).await;
    }
    sum
}
