use manual_async::manual_async;

#[manual_async]
gen fn numbers() -> u8 {
    yield 1;
}

fn main() {}
