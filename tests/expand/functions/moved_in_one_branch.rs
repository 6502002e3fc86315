/// Whether the value is still there is known only when the code runs: a flag in the state says it.
pub async fn moved_in_one_branch(n: u64) -> u64 {
    let value = noisy("value", n);
    pause(1).await;
    if n == 1 {
        consume(value);
    }
    pause(1).await;
    n
}
