use manual_async::manual_async;

fn main() {
    let _ = #[manual_async]
    async |x: u8| x;
}
