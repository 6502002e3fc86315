//! What can be looked into takes no more room.

use manual_async::{inspect::Inspect, manual_async, yield_now};

macro_rules! both {
    ($($plain:ident $inspected:ident ($($argument:ident: $ty:ty),*) $body:block)*) => {$(
        #[manual_async]
        async fn $plain($($argument: $ty),*) -> usize $body

        #[manual_async(inspect)]
        async fn $inspected($($argument: $ty),*) -> usize $body
    )*};
}

both! {
    plain inspected (text: &str, list: Vec<u8>) {
        let mut buffer = [0u8; 100];
        yield_now().await;
        buffer[0] = list.len() as u8;
        if text.is_empty() {
            drop(list);
        }
        yield_now().await;
        usize::from(buffer[0]) + text.len()
    }
    plain_nested inspected_nested (text: &str) {
        for _ in 0..3 {
            plain(text, vec![1]).await;
        }
        text.len()
    }
}

#[test]
fn a_machine_is_no_larger() {
    assert_eq!(size_of_val(&plain("a", vec![])), size_of_val(&inspected("a", vec![])));
    assert_eq!(size_of_val(&plain_nested("a")), size_of_val(&inspected_nested("a")));
}

#[test]
fn the_tables_know_the_size() {
    let future = inspected("a", vec![]);
    assert_eq!(future.machine().size, size_of_val(&future));
}

#[manual_async(inspect)]
async fn two_buffers(n: u8) -> u8 {
    let first = vec![n; 8];
    yield_now().await;
    let copied = [first[0]; 40];
    yield_now().await;
    copied[39]
}

/// Of the first buffer the second state keeps what it drops, and of the copy all.
#[test]
fn the_tables_know_the_lower_bound() {
    let machine = two_buffers(1).machine();
    let awaited = size_of_val(&yield_now());
    let least: Vec<usize> = machine.states.iter().map(|state| state.least()).collect();
    assert_eq!(least, [1, size_of::<Vec<u8>>() + awaited, size_of::<Vec<u8>>() + 40 + awaited, 0]);
    assert_eq!(machine.least(), least[2]);
    assert!(machine.least() <= machine.size, "{} of {}", machine.least(), machine.size);
}

/// Fields lie where the tables say: the addresses of values are compared with them.
#[test]
fn the_tables_know_where_fields_are() {
    use manual_async::inspect::Value;
    let mut future = std::pin::pin!(inspected("a", vec![1]));
    super::wait(future.as_mut());
    let start = (&raw const *future).addr();
    let mut seen = 0;
    future.locals(&mut |local| {
        if let Value::Shown(value) = local.value {
            assert_eq!(Some((&raw const *value).addr() - start), local.field.offset, "{}", local.field.name);
            assert_eq!(size_of_val(value), local.field.size);
            seen += 1;
        }
    });
    assert_eq!(seen, 3);
}
