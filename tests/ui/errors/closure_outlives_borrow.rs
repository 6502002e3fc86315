use manual_async::manual_async;

#[manual_async]
async fn spawn() {
    let text = String::from("a");
    run(|| drop(text.len()));
    wait().await;
}

fn run(task: impl FnOnce() + 'static) {
    task();
}

async fn wait() {}

fn main() {}
