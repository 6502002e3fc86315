use manual_async::manual_async;

struct Text(String);

impl Text {
    fn len(self) -> usize {
        self.0.len()
    }
}

#[manual_async]
async fn by_its_name(text: Text) -> usize {
    next().await;
    let length = || text.len();
    next().await;
    length()
}

#[manual_async]
async fn given_away(text: Text) -> usize {
    next().await;
    let length = || { text }.len();
    next().await;
    length()
}

async fn next() {}

fn main() {}
