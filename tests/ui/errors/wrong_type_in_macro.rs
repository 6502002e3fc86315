use manual_async::manual_async;

struct Point;

#[manual_async]
async fn show(point: Point) -> String {
    let other = Point;
    wait().await;
    println!("{:?}", other);
    assert_eq!(point, other);
    format!("{}", point)
}

async fn wait() {}

fn main() {}

// differs from native: a macro is expanded once for each copy of the body, and each expansion is a place of its own
