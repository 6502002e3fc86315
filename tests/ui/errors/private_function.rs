mod files {
    use manual_async::manual_async;

    #[manual_async]
    async fn read() {}
}

fn main() {
    drop(files::read());
}
