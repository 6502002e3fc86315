use manual_async::manual_async;

#[manual_async]
async fn longest() -> usize {
    let borrowed;
    {
        let text = String::from("a");
        borrowed = &text;
        wait().await;
    }
    borrowed.len()
}

async fn wait() {}

fn main() {}
