use manual_async::manual_async;

struct Response(String);

impl Response {
    async fn text(self: Box<Self>) -> String {
        self.0
    }

    async fn read<T: From<String>>(self) -> T {
        self.0.into()
    }
}

#[manual_async]
async fn in_a_box() -> String {
    let response = Box::new(Response(String::new()));
    next().await;
    response.text().await
}

#[manual_async]
async fn inferred_type() -> Option<String> {
    let response = Response(String::new());
    next().await;
    response.read::<Option<_>>().await
}

async fn next() -> u8 {
    1
}

fn main() {}
