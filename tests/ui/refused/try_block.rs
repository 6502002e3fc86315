use manual_async::manual_async;

#[manual_async]
async fn read() -> Option<u8> {
    let read: Option<u8> = try { next().await? };
    read
}

async fn next() -> Option<u8> {
    Some(1)
}

fn main() {}
