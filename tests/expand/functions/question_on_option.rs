/// `?` on an `Option`, which `Poll` does not pass on by itself.
pub async fn question_on_option(n: u64) -> Option<u64> {
    let kept = noisy("kept", n);
    let small = number(n).await.checked_sub(1)?;
    pause(1).await;
    Some(small + kept.get())
}
