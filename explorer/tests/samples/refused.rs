macro_rules! sum {
    ($($first:expr);* => $last:expr) => { 0 $(+ $first)* + $last };
}

async fn counted() -> u8 {
    sum!(next().await; next().await => 3)
}
