/// Calls itself: the machine of the inner call is behind a box.
pub async fn recursion(n: u64) -> u64 {
    if n == 0 {
        return number(1).await;
    }
    let inner = Box::pin(recursion(n - 1)).await;
    inner * n
}
