/// One await after the other. The first value lives across the second await, the second lives across none.
pub async fn straight_line(n: u64) -> u64 {
    let first = number(n).await;
    let second = number(first + 1).await;
    first * second
}
