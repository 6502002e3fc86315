use manual_async::manual_async;

#[manual_async]
async fn unboxed(value: Box<u8>) -> u8 {
    let box number = value;
    number
}

fn main() {}
