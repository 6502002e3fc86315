//! Constants, statics and unit structs whose names look like locals: a pattern with such a name would mean them.
#![allow(non_upper_case_globals, non_camel_case_types, dead_code)]

use manual_async::manual_async;
use support::{later, run};

const state: u8 = 1;
const cx: u8 = 2;
const this: u8 = 3;
const value: u8 = 4;
const output: u8 = 5;
const poll: u8 = 6;
const __x: u8 = 7;
static machine: u8 = 8;
static future: u8 = 10;
static context: u8 = 11;
struct resume;
struct slot;
struct guard;
struct place;
struct tag;
struct result;
struct done;

#[manual_async]
async fn sum(first: u8) -> u8 {
    let mut total = later(first).await;
    for number in [state, cx, this, value] {
        total += 1;
        total = later(number).await + total;
    }
    if let Some(last) = later(Some(machine)).await { total + last } else { total + output }
}

fn main() {
    assert_eq!(run(sum(1)), 23);
}
