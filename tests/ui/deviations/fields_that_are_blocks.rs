//! Natively this compiles.
use manual_async::manual_async;

#[manual_async]
async fn of_a_pair(late: u64) -> u64 {
    let work = (
        late,
        async {
            std::future::ready(()).await;
            2
        },
    );
    let done = work.1.await;
    std::future::ready(done + work.0).await
}

#[manual_async]
async fn way_out(late: u64) -> u64 {
    let work = (
        late,
        async {
            std::future::ready(()).await;
            2
        },
    );
    let (late, block) = work;
    let done = block.await;
    std::future::ready(done + late).await
}

fn main() {}
