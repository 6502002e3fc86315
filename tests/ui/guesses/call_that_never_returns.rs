use manual_async::manual_async;

struct Message(String);

impl Message {
    fn close(self) -> String {
        self.0
    }
}

async fn next() -> bool {
    true
}

fn fail() -> ! {
    panic!("no more messages")
}

#[manual_async]
async fn last(message: Message) -> String {
    if !next().await {
        message.close();
        fail();
    }
    next().await;
    message.close()
}

#[manual_async]
async fn called(message: Message) -> String {
    if !next().await {
        let close = || message.close();
        close();
        fail();
    }
    next().await;
    message.close()
}

fn main() {
    let _ = (last(Message(String::new())), called(Message(String::new())));
}
