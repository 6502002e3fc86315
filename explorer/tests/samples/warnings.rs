async fn all(shared: &Mutex<u32>, cell: &RefCell<u32>, queue: &AsyncMutex<Vec<u8>>) -> u32 {
    let guard = shared.lock().unwrap();
    let borrowed = cell.borrow_mut();
    let waiting = queue.lock().await;
    let buffer = [0u8; 4 * 1024];
    let later = none(shared, queue);
    let text = String::new();
    let part = text.as_str();
    send(part, &buffer).await;
    *guard + *borrowed + waiting.len() as u32
}

async fn none(shared: &Mutex<u32>, queue: &AsyncMutex<Vec<u8>>) -> u32 {
    let value = { *shared.lock().unwrap() };
    let length = queue.lock().await.len() as u32;
    let tried = { shared.try_lock().map(|value| *value) };
    let small = [0u8; 16];
    send("", &small).await;
    value + length + tried.unwrap_or_default()
}

/// What keeps the lock has no name.
async fn unnamed(shared: &Mutex<Vec<u8>>, queue: &AsyncMutex<Vec<u8>>) {
    match shared.lock().unwrap().pop() {
        Some(byte) => send("", &[byte]).await,
        None => send("", &[]).await,
    }
    for byte in queue.lock().await.iter() {
        send("", &[*byte]).await;
    }
}

async fn measured(shared: &Mutex<Vec<u8>>) {
    const SIDE: usize = 64;
    let table = [[0u8; SIDE]; SIDE];
    let guard = MutexGuard::map(shared.lock().unwrap(), |bytes| &mut bytes[0]);
    let future = Box::pin(async { guard.len() });
    let _span = Span::enter("measured");
    send("", &table[*guard as usize]).await;
    send("", &[*guard]).await;
}
