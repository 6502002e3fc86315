use manual_async::manual_async;

#[manual_async]
fn read() -> impl Future<Output = usize> {
    let text = String::new();
    async move {
        let text: &'static str = text.as_str();
        std::future::ready(()).await;
        text.len()
    }
}

fn main() {
    drop(read());
}
