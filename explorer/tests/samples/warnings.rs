async fn all(shared: &Mutex<u32>, cell: &RefCell<u32>, queue: &AsyncMutex<Vec<u8>>) -> u32 {
    let guard = shared.lock().unwrap();
    let borrowed = cell.borrow_mut();
    let waiting = queue.lock().await;
    let buffer = [0u8; 4 * 1024];
    let span = Span::enter("all");
    let text = String::new();
    let part = text.as_str();
    send(part, &buffer).await;
    *guard + *borrowed + waiting.len() as u32
}

async fn none(shared: &Mutex<u32>) -> u32 {
    let value = { *shared.lock().unwrap() };
    let small = [0u8; 16];
    send("", &small).await;
    value
}
