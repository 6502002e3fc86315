use manual_async::manual_async;

async fn wait() {}

async fn number() -> u8 {
    1
}

#[manual_async]
async fn no_semicolon() -> u8 {
    let a = number().await
    wait().await;
    a
}

#[manual_async]
async fn plus_plus() -> u8 {
    let mut a = number().await;
    a++;
    a
}

struct Door;

impl Door {
    #[manual_async]
    async fn await_in_front(&self) -> u8 {
        let a = await number();
        a
    }
}

#[manual_async]
impl Door {
    async fn arrow_of_a_function(&self) -> u8 {
        match number().await {
            1 -> wait().await,
            _ => 2,
        }
    }
}

fn main() {}
