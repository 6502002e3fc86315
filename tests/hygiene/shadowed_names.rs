//! Every name that generated code could want to use means something else here.
#![allow(dead_code, unused_macros, non_camel_case_types, non_snake_case, clippy::all)]

use ::manual_async::manual_async;
use ::support::{later, run};

mod core {}
mod std {}
mod alloc {}
mod manual_async {}
mod support {}
mod machine {}
mod future {}
mod task {}

struct Option;
struct Result;
struct Poll;
struct Pin;
struct Context;
struct Waker;
struct Slot;
struct Guard;
struct State;
struct StateMachine;
struct Machine;
struct Resume;
struct MaybeUninit;
struct ManuallyDrop;
struct PhantomData;
struct PhantomPinned;
struct Box;
struct Future;
struct IntoFuture;

trait Drop {}
trait Copy {}
trait Clone {}
trait Send {}
trait Sync {}
trait Unpin {}
trait Fn {}
trait FnMut {}
trait FnOnce {}
trait From {}
trait Into {}
trait Iterator {}
trait IntoIterator {}

fn Some() {}
fn Ok() {}
fn Err() {}
fn Ready() {}
fn drop() {}
fn state() {}
fn cx() {}
fn step() {}
fn this() {}
fn poll() {}
fn resume() {}
fn take() {}
fn place() {}
fn slot() {}

type u8 = ();
type bool = ();
type usize = ();
type str = ();

macro_rules! panic {
    () => {
        compile_error!("the user's `panic`")
    };
}
macro_rules! unreachable {
    () => {
        compile_error!("the user's `unreachable`")
    };
}
macro_rules! matches {
    () => {
        compile_error!("the user's `matches`")
    };
}
macro_rules! debug_assert {
    () => {
        compile_error!("the user's `debug_assert`")
    };
}
macro_rules! ready {
    () => {
        compile_error!("the user's `ready`")
    };
}
macro_rules! pin {
    () => {
        compile_error!("the user's `pin`")
    };
}

/// A type with the name that the enum of `read_file` has.
struct ReadFile(i32);

#[manual_async]
async fn read_file(file: ReadFile) -> ReadFile {
    let file = ReadFile(later(file.0).await + 1);
    let other = ReadFile(later(1).await);
    ReadFile(file.0 + other.0)
}

#[manual_async]
async fn locals(machine: i32, state: i32, cx: i32) -> i32 {
    let (step, this, __x, _state) = (1, 2, 3, 4);
    let context = later(machine).await;
    let (poll, resume, future, slot, guard, place) = later((1, 2, 3, 4, 5, 6)).await;
    let (done, result, value, output, waker, label, tag, t0, operand, slf, self_, __self) =
        later((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)).await;
    let sum = later(step + this + __x + _state + context + poll + resume + future + slot + guard + place).await;
    sum + done + result + value + output + waker + label + tag + t0 + operand + slf + self_ + __self + state + cx
}

#[manual_async(inspect, max_size = 1000)]
async fn looked_into(show: i32, mut list: ::std::vec::Vec<i32>) -> i32 {
    let inspect = &mut list;
    let machine = later(show).await;
    inspect.push(machine);
    let second = later(inspect.len() as i32).await;
    second + show
}

#[manual_async]
async fn labels(limit: i32) -> i32 {
    let mut count = 0;
    'machine: loop {
        'step: while count < limit {
            'dispatch: for _ in 0..2 {
                count = later(count).await + 1;
                if count == 2 {
                    continue 'step;
                }
                if count == 4 {
                    break 'dispatch;
                }
            }
        }
        break 'machine later(count).await;
    }
}

#[manual_async]
async fn generics<'a, 'm, Machine, State: ::core::fmt::Debug, Resume, T, F, const N: i32>(
    machine: &'m Machine,
    state: &'a State,
    function: F,
) -> (T, &'m Machine, ::std::string::String)
where
    F: ::core::ops::Fn(Resume) -> T,
    Resume: ::core::default::Default + ::core::marker::Unpin,
{
    let text = ::std::format!("{state:?} {N}");
    let output = function(later(Resume::default()).await);
    (later(()).await, (output, machine, text)).1
}

#[manual_async(name = "Option")]
async fn chosen_name() -> i32 {
    later(5).await
}

#[manual_async]
async fn self_() -> i32 {
    later(6).await
}

::support::machine_of! {
    async fn from_a_macro_of_another_crate(result: ::core::result::Result<i32, u8>) -> ::core::result::Result<i32, u8> {
        let number = later(result).await?;
        let more = number + 1;
        later(()).await;
        ::core::result::Result::Ok(more)
    }
}

fn main() {
    assert_eq!(run(read_file(ReadFile(1))).0, 3);
    assert_eq!(run(locals(1, 2, 3)), 115);
    assert_eq!(run(labels(5)), 6);
    let (output, machine, text) = run(generics::<_, _, i32, _, _, 7>(&1, &"s", |number| number + 1));
    assert_eq!((output, *machine, &*text), (1, 1, "\"s\" 7"));
    assert_eq!(run(chosen_name()), 5);
    assert_eq!(run(self_()), 6);
    assert_eq!(run(from_a_macro_of_another_crate(::core::result::Result::Ok(6))), ::core::result::Result::Ok(7));
}
