use manual_async::manual_async;

struct File {
    name: String,
    text: String,
}

#[manual_async]
async fn a_field_is_set() -> (File, String) {
    let mut file = File { name: next().await, text: next().await };
    next().await;
    let other = File { name: next().await, ..file };
    file.text = next().await;
    (other, file.text)
}

#[manual_async]
async fn the_rest_is_taken() -> (File, String) {
    let file = File { name: next().await, text: next().await };
    next().await;
    let other = File { name: next().await, ..{ file } };
    (other, next().await)
}

async fn next() -> String {
    String::new()
}

fn main() {}
