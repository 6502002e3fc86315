use manual_async::manual_async;

#[manual_async]
trait Read {
    fn read(&self);
}

fn main() {}
