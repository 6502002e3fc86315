//! Functions with known sizes.

use std::future::ready;

use manual_async::manual_async;

/// 1,000 bytes live across the await, and a reference.
#[manual_async]
pub async fn buffered(name: &str) -> usize {
    let buffer = [0u8; 1000];
    let length = ready(name.len()).await;
    buffer.len() + length
}

mod inner {
    pub struct Counter(u64);

    #[manual_async::manual_async]
    impl Counter {
        async fn add(&mut self, n: u64) -> u64 {
            self.0 += std::future::ready(n).await;
            super::pause().await;
            self.0
        }

        #[manual_async(skip)]
        async fn skipped() {}
    }
}

#[manual_async]
async fn pause() {
    ready(()).await
}

#[manual_async]
async fn generic<T>(value: T) -> T {
    ready(()).await;
    value
}

/// It says how large the one above is for two types.
#[manual_async(inspect)]
async fn awaits_generic() -> usize {
    let words = generic([0_u64; 4]).await;
    generic("text").await.len() + words.len() + nobody(1).await
}

#[manual_async]
async fn nobody(_: impl Copy) -> usize {
    ready(1).await
}

#[manual_async]
async fn unused<T>(value: T) -> T {
    ready(value).await
}

/// It has no attribute.
async fn native() {
    ready(()).await
}

#[allow(clippy::too_many_arguments)]
#[manual_async]
async unsafe fn unusual(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8, i: u8) -> u8 {
    ready(a).await + b + c + d + e + f + g + h + i
}

#[cfg(test)]
#[manual_async]
async fn only_sometimes() {
    ready(()).await
}

#[manual_async]
#[cfg_attr(all(), inline)]
async fn otherwise() {
    ready(()).await
}

pub mod lending {
    pub trait Lend<T> {
        type Card;

        async fn lend(&mut self, wanted: (T, Self::Card)) -> Option<Self::Card>;

        #[manual_async::manual_async]
        async fn give_back(&mut self, title: T) -> T {
            std::future::ready(()).await;
            title
        }
    }
}

pub struct Shelf<'a>(&'a str);

#[manual_async]
impl<'a> lending::Lend<&'a str> for Shelf<'a> {
    type Card = [u8; 100];

    async fn lend(&mut self, (title, card): (&'a str, Self::Card)) -> Option<Self::Card> {
        ready(()).await;
        self.give_back(title).await;
        (title == self.0).then_some(card)
    }
}

#[manual_async]
impl<'a> Shelf<'a> {
    async fn title(&self) -> &'a str {
        ready(self.0).await
    }
}

pub fn makes_blocks(name: &str) -> Result<usize, std::num::ParseIntError> {
    let text = String::from(name);
    let size = std::mem::size_of_val(&manual_async::machine!(async move {
        let buffer = [0_u8; 296];
        text.len() + buffer.len() + ready(1_usize).await
    }));
    let number: usize = name.parse()?;
    Ok(size + number)
}

pub fn makes_for_any<T>(value: T) -> usize {
    std::mem::size_of_val(&manual_async::machine!(async move { ready(value).await }))
}

#[manual_async]
pub fn returns_a_block(name: String) -> impl Future<Output = u8> {
    let length = name.len() as u8;
    async move {
        ready(1).await;
        drop(name);
        length
    }
}

#[manual_async]
pub fn returns_a_box() -> std::pin::Pin<Box<dyn Future<Output = u8>>> {
    Box::pin(async move { ready(1).await })
}

/// What is inside it is measured as well.
pub fn outer() -> usize {
    const SIZE: usize = 10;
    struct Local([u8; SIZE]);
    impl Local {
        #[manual_async]
        async fn length(self) -> usize {
            ready(()).await;
            self.0.len()
        }
    }
    if SIZE > 1 {
        #[manual_async]
        async fn innermost(local: [u16; 7]) -> usize {
            ready(local.len()).await + local.len()
        }
        return std::mem::size_of_val(&innermost([0; 7]));
    }
    std::mem::size_of_val(&Local([0; SIZE]).length())
}

/// It awaits itself, and so its machine asks whether that is the same one.
#[manual_async]
pub async fn recursive(depth: u32) -> u32 {
    if depth == 0 { ready(0).await } else { Box::pin(recursive(depth - 1)).await + 1 }
}

impl Shelf<'_> {
    pub fn makes_a_block(&self, card: [u8; 50]) -> usize {
        std::mem::size_of_val(&manual_async::machine!(async move {
            ready(()).await;
            self.0.len() + card.len()
        }))
    }
}

impl Iterator for Shelf<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<Self::Item> {
        Some(std::mem::size_of_val(&manual_async::machine!(async { ready(self.0.len()).await })))
    }
}

pub trait Weighs {
    fn weight(&self) -> usize;
}

impl Weighs for u8 {
    fn weight(&self) -> usize {
        std::mem::size_of_val(&manual_async::machine!(async { ready(*self).await }))
    }
}

/// It is not measured: a copy of it would be the second to say what a `u16` weighs.
pub fn says_what_a_number_weighs() -> usize {
    impl Weighs for u16 {
        fn weight(&self) -> usize {
            2
        }
    }
    std::mem::size_of_val(&manual_async::machine!(async { ready(1).await }))
}

/// What the other attribute makes of the functions is not measured: they are, as they are written.
#[cfg_attr(all(), rustfmt::skip)]
#[manual_async]
impl WeighsCards for Shelf<'_> {
    async fn weight_of(&self, card: [u8; 20]) -> usize {
        ready(()).await;
        self.0.len() + card.len()
    }
}

pub trait WeighsCards {
    fn weight_of(&self, card: [u8; 20]) -> impl Future<Output = usize>;
}
