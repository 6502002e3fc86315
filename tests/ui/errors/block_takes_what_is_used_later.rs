use manual_async::manual_async;

#[manual_async]
fn read(text: String) -> (usize, impl Future<Output = usize>) {
    let future = async move { text.len() };
    (text.len(), future)
}

fn main() {
    drop(read(String::new()));
}
