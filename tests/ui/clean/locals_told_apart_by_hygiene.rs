use manual_async::manual_async;

macro_rules! function {
    ($local:ident) => {
        #[manual_async]
        async fn sum() -> u8 {
            let local = 1;
            let $local = 2;
            next().await;
            local + $local
        }
    };
}

function!(local);

async fn next() -> u8 {
    1
}

fn main() {}
