//! A program for a machine without an operating system: if anything below it used `std`, there would be two panic
//! handlers.
#![no_std]
#![no_main]

use core::future::{Ready, ready};
use core::panic::PanicInfo;

use manual_async::manual_async;

struct Pin(u8);

impl Pin {
    fn set(&mut self, level: u8) -> Ready<Result<u8, ()>> {
        self.0 = level;
        ready(Ok(level))
    }
}

#[manual_async]
async fn blink(pin: &mut Pin, times: u8) -> Result<u8, ()> {
    let mut total = 0;
    for _ in 0..times {
        total = pin.set(1).await?;
        total = total.wrapping_add(pin.set(0).await?);
    }
    Ok(total)
}

#[unsafe(no_mangle)]
pub extern "C" fn size_of_blink() -> usize {
    size_of_val(&blink(&mut Pin(0), 3))
}

#[panic_handler]
fn halt(_: &PanicInfo<'_>) -> ! {
    loop {}
}
