use manual_async::manual_async;

#[manual_async]
async fn split(name: Option<String>) -> Option<String> {
    match name {
        Some(ref text) => {
            wait().await;
            drop(name);
            Some(text.clone())
        }
        None => None,
    }
}

async fn wait() {}

fn main() {}
