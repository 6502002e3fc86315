use manual_async::{machine, manual_async};

macro_rules! one {
    ($number:pat) => {
        $number
    };
}

#[manual_async]
fn returns_a_block() -> impl Future<Output = u32> {
    async {
        let one!(number) = 1;
        std::future::ready(number).await
    }
}

fn main() {
    drop(returns_a_block());
    drop(machine! { async {
        let one!(number) = 1;
        std::future::ready(number).await
    } });
}
