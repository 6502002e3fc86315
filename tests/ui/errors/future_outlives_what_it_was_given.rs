use manual_async::manual_async;
use manual_async::{machine, yield_now};
#[manual_async]
async fn length(text: &str) -> usize {
    yield_now().await;
    text.len()
}

#[manual_async]
async fn generic<T: AsRef<str>>(text: T) -> usize {
    let borrowed = &text;
    yield_now().await;
    borrowed.as_ref().len()
}

#[cfg(all())]
macro_rules! fail {
    () => {
        return Err(())
    };
}

#[manual_async]
async fn failing<T: AsRef<str>>(text: T) -> Result<usize, ()> {
    let borrowed = &text;
    yield_now().await;
    if borrowed.as_ref().is_empty() {
        fail!();
    }
    Ok(borrowed.as_ref().len())
}

struct Loud<'a>(&'a str);

impl Drop for Loud<'_> {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

fn of_a_function() {
    let future = {
        let text = String::new();
        length(&text)
    };
    drop(future);
}

fn of_a_generic_function() {
    let future = {
        let text = String::new();
        generic(&text)
    };
    drop(future);
}

fn of_a_function_with_macros_that_return() {
    let future = {
        let text = String::new();
        failing(&text)
    };
    drop(future);
}

fn of_a_block() {
    let future = {
        let text = String::new();
        let loud = Loud(&text);
        machine!(async move {
            yield_now().await;
            drop(loud);
        })
    };
    drop(future);
}

fn in_a_box(text: &str) -> Box<dyn Future<Output = usize>> {
    Box::new(generic(text))
}

fn only_dropped() {
    let text = String::new();
    let _future = machine!(async {
        yield_now().await;
        text.len()
    });
    drop(text);
}

fn main() {}
