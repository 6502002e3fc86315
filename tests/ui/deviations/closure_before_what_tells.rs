//! Natively this compiles.
use manual_async::manual_async;

struct Link(u8);

impl Link {
    fn called<A>(self, change: impl Fn(A) -> u8, value: A) -> u8 {
        change(value) + self.0
    }
}

async fn pause() {}

async fn show(value: u8) -> u8 {
    value
}

#[manual_async]
async fn closure_before_what_tells(link: Link) -> u8 {
    pause().await;
    show(link.called(|x| x.count_ones() as u8, 6_u16)).await
}

#[manual_async]
async fn way_out(link: Link) -> u8 {
    pause().await;
    show(link.called(|x: u16| x.count_ones() as u8, 6_u16)).await
}

fn main() {}
