//! The function and its parts come from a macro of the user.
#![deny(warnings)]

use manual_async::manual_async;

macro_rules! reader {
    ($vis:vis, $name:ident, $enum:literal, $path:path, $of:ty, $body:block) => {
        #[manual_async(name = $enum, crate = $path)]
        $vis async fn $name(start: $of) -> $of {
            let before = start;
            let inner = $body;
            before + inner
        }
    };
    ($item:item) => {
        #[manual_async]
        $item
    };
}

reader!(pub, first, "First", ::manual_async, u8, { std::future::ready(1).await });
reader! {
    pub async fn second() -> u8 {
        std::future::ready(1).await
    }
}

fn main() {
    drop((first(1), second()));
}
