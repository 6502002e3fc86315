//! Blocks that are rewritten, and functions that are not `async` themselves.

use manual_async::{machine, manual_async};

fn greet() {
    let name = String::from("Ada");
    block_on(machine!(async move {
        yield_now().await;
        let inner = machine!(inspect, async {
            sleep().await;
        });
        inner.await;
        println!("{name}");
    }));
    block_on(machine!({
        let delay = 3;
        async move { sleep(delay).await }
    }));
    block_on(async { this_one_stays().await });
}

trait Read {
    async fn read(&mut self) -> u8 {
        self.next().await
    }
}

impl Reader {
    #[manual_async]
    fn read(&mut self, n: usize) -> impl Future<Output = u8> {
        async move { self.take().await + n }
    }

    fn stays(&self) -> impl Future<Output = u8> {
        async move { self.take().await }
    }
}
