use manual_async::manual_async;

struct Point {
    left: u8,
}

#[manual_async]
async fn sum(point: Point) -> u8 {
    let other = Point { left: 1, right: 2 };
    wait().await;
    point.left + point.right + other.left
}

async fn wait() {}

fn main() {}
