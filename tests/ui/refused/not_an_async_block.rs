use manual_async::machine;

async fn read() {}

fn main() {
    drop(machine! { read().await });
    drop(machine! { async {}, async {} });
}
