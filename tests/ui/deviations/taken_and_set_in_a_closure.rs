//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

struct Packet(String);

impl Packet {
    fn send(self) -> usize {
        self.0.len()
    }
}

#[manual_async]
async fn sends(name: String) -> usize {
    let mut packet = ready(Packet(name)).await;
    let send = || {
        let sent = packet.send();
        packet = Packet("next".to_owned());
        sent
    };
    ready(()).await;
    send()
}

#[manual_async]
async fn sends_a_value(name: String) -> usize {
    let mut packet = ready(Packet(name)).await;
    let send = || {
        let sent = { packet }.send();
        packet = Packet("next".to_owned());
        sent
    };
    ready(()).await;
    send()
}

fn main() {}
