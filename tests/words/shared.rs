//! What all mistakes in `types.rs` and `borrows.rs` stand behind.
#![allow(unused)]
use manual_async::manual_async;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

async fn wait() {}

async fn number() -> u8 {
    1
}

async fn text() -> String {
    String::new()
}

async fn fallible() -> Result<u8, io::Error> {
    Ok(1)
}

struct Db {
    map: HashMap<String, String>,
    list: Vec<String>,
    name: String,
    count: u32,
}

fn main() {}
