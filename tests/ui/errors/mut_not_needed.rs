#![deny(warnings)]
use manual_async::manual_async;

#[manual_async]
pub async fn count(mut first: u8, list: Vec<u8>) -> usize {
    let mut second = first;
    wait().await;
    let mut list = list;
    for mut item in list {
        wait().await;
        drop(item);
    }
    usize::from(second)
}

pub struct Text(String);

impl Text {
    #[manual_async]
    pub async fn length(mut self) -> usize {
        wait().await;
        self.0.len()
    }
}

async fn wait() {}

fn main() {}
