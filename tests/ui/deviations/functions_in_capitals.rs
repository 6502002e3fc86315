//! Only tuple structs and variants extend the life of what they are given: a function that could be one is asked.
use manual_async::manual_async;
use std::{future::ready, sync::Mutex};

#[allow(non_snake_case)]
fn GetSize(data: &u64) -> u64 {
    *data
}

struct Data;

impl Data {
    #[allow(non_snake_case)]
    fn Size(data: &u64) -> u64 {
        *data
    }
}

#[allow(non_camel_case_types)]
struct wrapped<'a>(&'a String);

#[manual_async]
async fn sizes(data: Mutex<u64>) -> u64 {
    let size = GetSize(&data.lock().unwrap());
    let other = Data::Size(&data.lock().unwrap());
    let another = { GetSize }(&data.lock().unwrap());
    ready(()).await;
    size + other + another
}

#[manual_async]
async fn lower(text: &str) -> usize {
    let text = wrapped(&text.to_owned());
    ready(()).await;
    text.0.len()
}

fn main() {
    let _ = (sizes(Mutex::new(1)), lower("text"));
}
