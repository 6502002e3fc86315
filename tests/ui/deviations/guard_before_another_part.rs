//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

#[manual_async]
async fn taken(both: (Result<String, u8>, String)) -> u32 {
    match both {
        (Ok(_name), _) if ready(true).await => 1,
        (Err(_), _other) => 2,
        _ => 3,
    }
}

#[manual_async]
async fn by_reference(both: (Result<String, u8>, String)) -> u32 {
    match both {
        (Ok(ref _name), _) if ready(true).await => 1,
        (Err(_), _other) => 2,
        _ => 3,
    }
}

fn main() {}
