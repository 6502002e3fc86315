use manual_async::manual_async;

trait MadeOf<T> {
    fn made_of(value: T) -> Self;
}

/// Whatever something can be made of has this method.
trait Makes<T> {
    fn makes(self) -> T;
}

impl<T, M: MadeOf<T>> Makes<M> for T {
    fn makes(self) -> M {
        M::made_of(self)
    }
}

struct Message<T>(T);

impl<T, M: MadeOf<T>> MadeOf<Message<T>> for Message<M> {
    fn made_of(value: Message<T>) -> Self {
        Message(M::made_of(value.0))
    }
}

impl MadeOf<String> for Vec<u8> {
    fn made_of(value: String) -> Self {
        value.into_bytes()
    }
}

impl MadeOf<&String> for Vec<u8> {
    fn made_of(value: &String) -> Self {
        value.clone().into_bytes()
    }
}

#[manual_async]
async fn by_its_name() -> Result<Message<Vec<u8>>, String> {
    let message = Message(next().await);
    if message.0.is_empty() {
        return Ok(message.makes());
    }
    Err(next().await)
}

#[manual_async]
async fn given_away() -> Result<Message<Vec<u8>>, String> {
    let message = Message(next().await);
    if message.0.is_empty() {
        return Ok({ message }.makes());
    }
    Err(next().await)
}

async fn next() -> String {
    String::new()
}

fn main() {}
