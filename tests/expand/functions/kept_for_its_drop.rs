/// Nobody reads the guard after the await: it is kept so that the lock is held, and dropped before the last await.
pub async fn kept_for_its_drop(lock: &Lock) -> u64 {
    let before = {
        let _guard = lock.lock().await;
        pause(1).await;
        call("locked", 1)
    };
    pause(1).await;
    before
}
