use manual_async::manual_async;

macro_rules! functions {
    () => {
        async fn read_file() {}
    };
}

#[manual_async]
functions!();

fn main() {}
