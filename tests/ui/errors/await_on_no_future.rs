use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    1.await
}

fn main() {}

// differs from native: what `.await` asks for has marks of its own, by which rustc tells it from what the machine asks for
