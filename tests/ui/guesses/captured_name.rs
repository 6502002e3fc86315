#![allow(non_upper_case_globals)]

use manual_async::machine;

static limit: u32 = 1;

fn constant() -> impl Future<Output = u32> {
    machine!(async move { limit + 1 })
}

fn part(pair: (String, String)) -> usize {
    let left = machine!(async move { pair.0.len() });
    drop(left);
    pair.1.len()
}

fn called() -> impl Future<Output = u32> {
    let by = String::from("2");
    let double = move |x: u32| x * by.len() as u32;
    machine!(async move { double(21) })
}

fn changed(mut list: Vec<u32>) -> usize {
    drop(machine!(async { list.push(1) }));
    list.len()
}

async fn next() -> u8 {
    1
}

fn main() {}
