/// One arm awaits, one does not, and both give a value.
pub async fn choice(n: u64) -> u64 {
    let found = match number(n).await {
        0 => call("none", 7),
        few @ 1..=2 => number(few).await + 1,
        many => many,
    };
    pause(1).await;
    found * 2
}
