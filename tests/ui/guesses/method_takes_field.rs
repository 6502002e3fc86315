use manual_async::manual_async;

struct Request {
    body: Body,
    id: u8,
}

struct Body(String);

impl Body {
    async fn send(self) -> usize {
        self.0.len()
    }
}

#[manual_async]
async fn send(request: Request) -> usize {
    next().await;
    let sent = request.body.send().await;
    sent + usize::from(request.id)
}

async fn next() -> u8 {
    1
}

fn main() {}
