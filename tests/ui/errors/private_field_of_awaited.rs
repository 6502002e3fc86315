use manual_async::manual_async;

mod hidden {
    #[derive(Default)]
    pub struct Secret {
        key: u8,
    }
    pub async fn secret() -> Secret {
        Secret::default()
    }
}

#[manual_async]
async fn steal() -> u8 {
    let secret = hidden::secret().await;
    secret.key + hidden::secret().await.key
}

fn main() {}
