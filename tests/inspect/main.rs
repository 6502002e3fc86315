//! Looking into machines while they wait.

mod children;
mod sizes;
mod tables;
mod values;

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Waker},
};

use manual_async::inspect::{Inspect, trace};

/// Polls a future that has to wait.
fn wait(future: Pin<&mut impl Future>) {
    assert!(future.poll(&mut Context::from_waker(Waker::noop())).is_pending());
}

/// The locals of a machine, as text.
fn locals(machine: &dyn Inspect) -> String {
    let mut text = Vec::new();
    machine.locals(&mut |local| text.push(format!("{}={:?}", local.field.name, local.value)));
    text.join(" ")
}

/// The await tree, without the names of folders.
fn tree(machine: &dyn Inspect) -> String {
    trace(machine).to_string().replace("tests/inspect/", "")
}
