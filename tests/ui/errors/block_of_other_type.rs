use manual_async::manual_async;

#[manual_async]
fn read(text: String) -> impl Future<Output = usize> {
    async move {
        std::future::ready(()).await;
        let length: u32 = text.len();
        text.len()
    }
}

fn main() {
    drop(read(String::new()));
}
