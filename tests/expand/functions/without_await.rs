/// Nothing to wait for: lazy all the same.
pub async fn without_await(left: Noisy, right: Noisy) -> u64 {
    left.get() + right.get()
}
