use manual_async::manual_async;

#[manual_async]
async fn print() {
    println!("{}", next().await);
}

async fn next() -> u8 {
    1
}

fn main() {}
