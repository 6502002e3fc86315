//! Traits that give every type methods with the names that generated code could call.
#![allow(dead_code, clippy::all)]

use manual_async::manual_async;
use support::{later, run};

macro_rules! nasty {
    ($name:ident: $($method:ident)*) => {
        trait $name {
            $(
                #[track_caller]
                fn $method(&self) -> Wrong {
                    panic!("generated code called the user's `{}`", stringify!($method))
                }
            )*
        }

        impl<T: ?Sized> $name for T {}
    };
}

macro_rules! nasty_by_value {
    ($name:ident: $($method:ident)*) => {
        trait $name: Sized {
            $(
                #[track_caller]
                fn $method(self) -> Wrong {
                    panic!("generated code called the user's `{}`", stringify!($method))
                }
            )*
        }

        impl<T> $name for T {}
    };
}

struct Wrong;

nasty!(ByReference: poll resume place put forget drop step state machine park unpark arm disarm set get slot
    read write replace as_ptr as_mut as_ref as_mut_ptr assume_init_drop branch from_residual call);
nasty_by_value!(ByValue: take into_future finish start suspend done init assume_init new_unchecked
    get_unchecked_mut map_unchecked_mut into_inner call_mut call_once ready value gone lent hidden awaited number locals);

struct Item(u8);

#[manual_async]
async fn sum(first: Item, list: &mut Vec<u8>) -> Result<u8, String> {
    let second = Item(later(2).await);
    let moved = first;
    let text = String::from("kept for its drop");
    for item in [3, 4] {
        list.push(later(item).await);
    }
    let third: u8 = failing(false).await?;
    let last = Item(later(moved.0).await);
    Ok(list[0] + list[1] + second.0 + third + last.0 + text.len() as u8)
}

#[manual_async(inspect)]
async fn looked_into(item: Item, list: &mut Vec<u8>) -> u8 {
    let first = later(item.0).await;
    list.push(later(first).await);
    list[0]
}

async fn failing(fails: bool) -> Result<u8, &'static str> {
    if fails { Err("failed") } else { Ok(later(1).await) }
}

fn main() {
    let mut list = Vec::new();
    assert!(matches!(run(sum(Item(1), &mut list)), Ok(28)));
    std::mem::drop(sum(Item(1), &mut list));
    let looked_into = std::pin::pin!(looked_into(Item(7), &mut list));
    println!("{}", manual_async::inspect::trace(&*looked_into));
    assert_eq!(run(looked_into), 3);
}
