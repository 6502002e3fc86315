use manual_async::manual_async;

struct Point;

#[manual_async]
async fn show(point: Point) -> String {
    wait().await;
    format!("{point}")
}

async fn wait() {}

fn main() {}

// differs from native: both copies of the body are checked, and they say it in different words
