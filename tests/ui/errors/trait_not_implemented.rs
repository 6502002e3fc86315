use manual_async::manual_async;

struct Point;

#[manual_async]
async fn show(point: Point) -> String {
    wait().await;
    format!("{point}")
}

async fn wait() {}

fn main() {}

// differs from native: a name in a format string becomes an argument in the machine, at the place of the whole string
