use manual_async::manual_async;

static mut COUNT: u8 = 0;

unsafe fn dangerous() -> u8 {
    1
}

unsafe async fn dangerous_too() -> u8 {
    1
}

#[manual_async]
async fn count(pointer: *const u8) -> u8 {
    let x = dangerous();
    let y = dangerous_too().await;
    COUNT += 1;
    x + y + *pointer
}

fn main() {}
