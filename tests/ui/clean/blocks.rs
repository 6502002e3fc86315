// Blocks by themselves, with what they borrow and take.
#![deny(warnings)]
use manual_async::machine;
use manual_async::manual_async;
use std::future::{Future, ready};

fn needs_send<T: Send>(value: T) -> T {
    value
}

#[manual_async]
fn returned(text: String) -> impl Future<Output = usize> + Send {
    async move {
        ready(()).await;
        text.len()
    }
}

fn main() {
    let (text, mut count) = (String::from("text"), 0);
    drop(machine!(async {
        ready(()).await;
        count += text.len();
    }));
    drop(needs_send(machine!(async move {
        for index in 0..text.len() {
            ready(index).await;
        }
        Some(ready(text).await.len())
    })));
    drop(returned(String::new()));
    drop(machine!(async {
        loop {
            ready(()).await;
        }
        #[allow(unreachable_code)]
        ()
    }));
    println!("{count}");
}
