//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

struct Label<'a> {
    name: &'a str,
}

impl<'a> Label<'a> {
    #[manual_async]
    async fn length(mut self) -> usize {
        let text = "abc".to_owned();
        self.name = &text;
        ready(()).await;
        self.name.len()
    }

    #[manual_async]
    async fn of_another_name(self) -> usize {
        let mut this = self;
        let text = "abc".to_owned();
        this.name = &text;
        ready(()).await;
        this.name.len()
    }
}

fn main() {}
