use manual_async::manual_async;

#[manual_async]
pub async unsafe extern "C" fn print(_format: *const u8, _: ...) {}

fn main() {}
