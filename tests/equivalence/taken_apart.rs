//! Locals that live across awaits, out of which one moves a part in every way that the language has.
use crate::harness::*;

pub struct Pair {
    pub pair: (Noisy, Noisy),
    pub beside: Noisy,
    pub maybe: Option<(Noisy, Noisy)>,
}

pub fn pair(n: u64) -> Pair {
    let pair = (noisy("first", n), noisy("second", n));
    Pair { pair, beside: noisy("beside", n), maybe: maybe_two(n) }
}

#[derive(Debug)]
pub struct Config {
    pub name: Noisy,
    pub from: Noisy,
    pub limit: u64,
}

pub fn config(n: u64) -> Config {
    Config { name: noisy("name", n), from: noisy("from", n), limit: n }
}

#[derive(Clone, Copy)]
pub struct Point {
    pub x: u64,
    pub y: u64,
}

/// Has a destructor of its own, and nothing that moves.
pub struct Closed {
    pub number: u64,
    pub name: &'static str,
}

impl Drop for Closed {
    fn drop(&mut self) {
        drop(noisy(self.name, self.number));
    }
}

pub enum Kind {
    One(Noisy),
    Both { left: Noisy, right: Noisy },
    Number(u64),
    Empty,
}

pub fn kind(n: u64) -> Kind {
    match n % 4 {
        0 => Kind::One(noisy("one", n)),
        1 => Kind::Both { left: noisy("left", n), right: noisy("right", n) },
        2 => Kind::Number(n),
        _ => Kind::Empty,
    }
}

pub struct Holder {
    pub kind: Kind,
    pub name: Noisy,
    pub inner: Option<Noisy>,
}

fn holder(n: u64) -> Holder {
    Holder { kind: kind(n), name: noisy("name", n), inner: (n % 2 == 0).then(|| noisy("inner", n)) }
}

impl Noisy {
    fn taken_as_it_is(self, more: u64) -> u64 {
        self.into_value() + more
    }

    fn seen_as_it_is(&self, more: u64) -> u64 {
        self.get() + more
    }
}

functions! {
    // Functional update.
    pub async fn update(n: u64) -> u64 {
        let _a = noisy("a", n);
        let it = config(n);
        let _b = noisy("b", n);
        pause(1).await;
        let other = Config { name: noisy("other", n), ..it };
        pause(1).await;
        let _c = noisy("c", n);
        other.name.get() + other.from.get() + it.name.get() + it.limit
    }

    pub async fn update_at_the_end(n: u64) -> Config {
        let it = config(n);
        let _b = noisy("b", n);
        pause(1).await;
        Config { name: noisy("other", n), ..it }
    }

    pub async fn update_in_one_branch(n: u64) -> u64 {
        let it = config(n);
        let _b = noisy("b", n);
        pause(1).await;
        if n == 1 {
            let other = Config { name: noisy("other", n), limit: number(3).await, ..it };
            pause(1).await;
            other.from.get()
        } else {
            pause(1).await;
            consume(it.from)
        }
    }

    pub async fn update_of_a_parameter(it: Config, n: u64) -> u64 {
        let other = Config { from: noisy("other", n), ..it };
        pause(n).await;
        other.name.get()
    }

    pub async fn update_of_a_field(n: u64) -> u64 {
        let it = (noisy("before", n), config(n), noisy("after", n));
        pause(1).await;
        let other = Config { name: noisy("other", n), ..it.1 };
        pause(1).await;
        other.from.get() + it.0.get()
    }

    pub async fn update_that_copies(n: u64) -> u64 {
        let (point, it) = (Point { x: n, y: 2 }, config(n));
        pause(1).await;
        let (first, second) = (Point { x: 1, ..point }, Point { y: number(3).await, ..point });
        let other = Config { name: noisy("other", n), from: noisy("other's", n), ..it };
        pause(1).await;
        let (again, whole) = (point, it);
        pause(1).await;
        first.y + second.x + again.x + other.limit + whole.name.get()
    }

    pub async fn update_of_what_has_a_destructor(n: u64) -> u64 {
        let it = Closed { number: n, name: "it" };
        let held = (Closed { number: n, name: "held" }, 1);
        pause(1).await;
        let other = Closed { number: number(5).await, ..it };
        let more = Closed { name: "more", ..held.0 };
        pause(1).await;
        let moved = it;
        pause(n).await;
        other.number + more.number + moved.number
    }

    pub async fn update_after_a_field(n: u64) -> u64 {
        let it = config(n);
        pause(1).await;
        let name = it.name;
        pause(1).await;
        let other = Config { name: noisy("other", name.get()), ..it };
        pause(1).await;
        other.from.get()
    }

    // Patterns of `let` on a field.
    pub async fn a_tuple_in_a_field(n: u64) -> u64 {
        let it = pair(n);
        let _b = noisy("b", n);
        pause(1).await;
        let (a, b) = it.pair;
        pause(1).await;
        a.get() + b.get() + it.beside.get()
    }

    pub async fn half_of_a_tuple_in_a_field(n: u64) -> u64 {
        let it = pair(n);
        let _b = noisy("b", n);
        pause(1).await;
        let (_, b) = it.pair;
        pause(1).await;
        b.get() + it.pair.0.get()
    }

    pub async fn let_else_on_a_field(n: u64) -> u64 {
        let it = pair(n);
        let _b = noisy("b", n);
        pause(1).await;
        let Some((a, b)) = it.maybe else {
            pause(1).await;
            return it.beside.get();
        };
        pause(1).await;
        a.get() + b.get() + it.beside.get()
    }

    pub async fn let_else_on_a_field_without_waiting(n: u64) -> u64 {
        let it = pair(n);
        let _b = noisy("b", n);
        pause(1).await;
        let Some((a, _)) = it.maybe else { return it.beside.get() };
        pause(1).await;
        a.get() + it.beside.get()
    }

    pub async fn if_let_on_a_field(n: u64) -> u64 {
        let it = pair(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = if let Some((a, b)) = it.maybe {
            pause(1).await;
            a.get() + b.get()
        } else {
            number(1).await
        };
        pause(1).await;
        got + it.beside.get()
    }

    pub async fn if_let_on_a_field_without_waiting(n: u64) -> u64 {
        let it = pair(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = if let Some((a, b)) = it.maybe { a.get() + b.get() } else { 7 };
        pause(1).await;
        got + it.beside.get()
    }

    pub async fn while_let_on_a_field(n: u64) -> u64 {
        let mut it = pair(n);
        let mut got = 0;
        pause(1).await;
        while let Some((a, _)) = it.maybe {
            got += eat(a, 1).await;
            it.maybe = if got < 6 { maybe_two(got) } else { None };
        }
        got + it.beside.get()
    }

    // Out of a box.
    pub async fn out_of_a_box(n: u64) -> u64 {
        let _a = noisy("a", n);
        let it = Box::new(noisy("boxed", n));
        let _b = noisy("b", n);
        pause(1).await;
        let value = *it;
        pause(1).await;
        value.get()
    }

    pub async fn out_of_a_box_in_an_awaited_call(n: u64) -> u64 {
        let it = Box::new(noisy("boxed", n));
        let _b = noisy("b", n);
        pause(1).await;
        let got = eat(*it, 1).await;
        pause(1).await;
        got
    }

    pub async fn out_of_a_box_in_braces_in_an_awaited_call(n: u64) -> u64 {
        let it = Box::new(noisy("boxed", n));
        let _b = noisy("b", n);
        pause(1).await;
        let got = eat(*{ it }, 1).await;
        pause(1).await;
        got
    }

    pub async fn out_of_a_box_in_one_branch(n: u64) -> u64 {
        let it = Box::new(noisy("boxed", n));
        let _b = noisy("b", n);
        pause(1).await;
        if n == 1 {
            consume(*it);
        }
        pause(1).await;
        n
    }

    pub async fn out_of_a_box_in_a_field(n: u64) -> u64 {
        let it = (Box::new(noisy("boxed", n)), noisy("beside", n));
        let _b = noisy("b", n);
        pause(1).await;
        let value = *it.0;
        pause(1).await;
        value.get() + it.1.get()
    }

    pub async fn what_is_copied_out_of_a_guard(n: u64) -> u64 {
        let lock = Lock::new(n);
        let guard = lock.lock().await;
        let _b = noisy("b", n);
        pause(1).await;
        let value = *guard;
        pause(1).await;
        value
    }

    pub async fn what_is_copied_out_of_a_counted_pointer(n: u64) -> u64 {
        let it = std::rc::Rc::new(n);
        let _b = noisy("b", n);
        pause(1).await;
        let value = *it;
        pause(1).await;
        let two = number(*it).await;
        value + two
    }

    pub async fn a_box_taken_apart(n: u64) -> u64 {
        let it = Box::new((noisy("left", n), noisy("right", n)));
        let _b = noisy("b", n);
        pause(1).await;
        let value = *it;
        let (left, right) = value;
        pause(1).await;
        left.get() + right.get()
    }

    pub async fn a_box_and_a_match(n: u64) -> u64 {
        let it = Box::new(kind(n));
        let _b = noisy("b", n);
        pause(1).await;
        let value = *it;
        let got = match value {
            Kind::One(one) => eat(one, 1).await,
            Kind::Both { left, right } => {
                pause(1).await;
                left.get() + consume(right)
            }
            Kind::Number(number) => number,
            Kind::Empty => 0,
        };
        pause(1).await;
        got
    }

    pub async fn a_method_takes_what_is_in_a_box(n: u64) -> u64 {
        let it = Box::new(noisy("boxed", n));
        let other = Box::new(noisy("other", n));
        let _b = noisy("b", n);
        pause(1).await;
        let value = *it;
        let got = value.taken_as_it_is(1) + other.seen_as_it_is(2);
        pause(1).await;
        got
    }

    pub async fn a_method_takes_what_is_in_a_box_in_an_awaited_call(n: u64) -> u64 {
        let it = Box::new(noisy("boxed", n));
        let _b = noisy("b", n);
        pause(1).await;
        let value = *it;
        let got = number(value.taken_as_it_is(1)).await;
        pause(1).await;
        got
    }

    // Other parts of a local that a pattern takes apart.
    pub async fn a_method_takes_another_field(n: u64) -> u64 {
        let it = holder(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = match it.kind {
            Kind::One(one) => eat(one, 1).await,
            Kind::Both { left, .. } => eat(left, 1).await,
            _ => 0,
        };
        pause(1).await;
        let more = it.name.taken_as_it_is(2);
        pause(1).await;
        got + more
    }

    pub async fn a_closure_takes_another_field(n: u64) -> u64 {
        let it = holder(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = match it.kind {
            Kind::One(one) => eat(one, 1).await,
            Kind::Both { left, .. } => eat(left, 1).await,
            _ => 0,
        };
        pause(1).await;
        let name = move || it.name.get();
        pause(1).await;
        got + name()
    }

    pub async fn a_field_and_another_pattern(n: u64) -> u64 {
        let it = holder(n);
        let _b = noisy("b", n);
        pause(1).await;
        let name = it.name;
        pause(1).await;
        let Holder { inner, .. } = it;
        pause(1).await;
        name.get() + inner.map_or(1, |inner| inner.get())
    }

    // Matches that do not wait.
    pub async fn a_match_of_a_field(n: u64) -> u64 {
        let it = holder(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = match it.kind {
            Kind::One(one) => consume(one),
            Kind::Both { left, right } => left.get() + consume(right),
            Kind::Number(number) => number,
            Kind::Empty => 0,
        };
        pause(1).await;
        got + it.name.get()
    }

    pub async fn a_match_of_a_part_of_a_field(n: u64) -> u64 {
        let it = holder(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = match it.kind {
            Kind::One(one) if one.is_even() => consume(one),
            Kind::Both { left, .. } => left.get(),
            Kind::Number(number) => number,
            _ => 0,
        };
        pause(1).await;
        got + it.name.get()
    }

    // Declared alone.
    pub async fn declared_alone(n: u64) -> u64 {
        let it;
        let _b = noisy("b", n);
        if n == 0 {
            it = holder(1);
        } else {
            pause(1).await;
            it = holder(n);
        }
        pause(1).await;
        let got = match it.kind {
            Kind::One(one) => eat(one, 1).await,
            Kind::Both { left, .. } => eat(left, 1).await,
            _ => 0,
        };
        pause(1).await;
        got + it.name.get()
    }

    pub async fn declared_alone_and_a_part(n: u64) -> u64 {
        let it;
        let _b = noisy("b", n);
        pause(1).await;
        it = holder(n);
        pause(1).await;
        let Holder { inner, .. } = it;
        pause(1).await;
        inner.map_or(1, |inner| inner.get()) + it.name.get()
    }

    pub async fn set_again_after_a_part_of_a_part(n: u64) -> u64 {
        let mut it = pair(n);
        pause(1).await;
        let first = it.pair.0;
        pause(1).await;
        it.pair = (noisy("new first", n), noisy("new second", n));
        pause(1).await;
        first.get() + it.pair.0.get()
    }
}

cases! {
    update [1, 2] |n| update(n);
    update_at_the_end [1] |n| update_at_the_end(n);
    update_in_one_branch [1, 2] |n| update_in_one_branch(n);
    update_of_a_parameter [0, 2] |n| update_of_a_parameter(config(n), n);
    update_that_copies [0, 1] |n| update_that_copies(n);
    update_of_what_has_a_destructor [0, 1] |n| update_of_what_has_a_destructor(n);
    update_of_a_field [1] |n| update_of_a_field(n);
    update_after_a_field [1] |n| update_after_a_field(n);
    a_tuple_in_a_field [1] |n| a_tuple_in_a_field(n);
    half_of_a_tuple_in_a_field [1] |n| half_of_a_tuple_in_a_field(n);
    let_else_on_a_field [1, 2] |n| let_else_on_a_field(n);
    let_else_on_a_field_without_waiting [1, 2] |n| let_else_on_a_field_without_waiting(n);
    if_let_on_a_field [1, 2] |n| if_let_on_a_field(n);
    if_let_on_a_field_without_waiting [1, 2] |n| if_let_on_a_field_without_waiting(n);
    while_let_on_a_field [1, 2] |n| while_let_on_a_field(n);
    out_of_a_box [1] |n| out_of_a_box(n);
    out_of_a_box_in_an_awaited_call [1] |n| out_of_a_box_in_an_awaited_call(n);
    out_of_a_box_in_braces_in_an_awaited_call [1] |n| out_of_a_box_in_braces_in_an_awaited_call(n);
    out_of_a_box_in_one_branch [1, 2] |n| out_of_a_box_in_one_branch(n);
    out_of_a_box_in_a_field [1] |n| out_of_a_box_in_a_field(n);
    what_is_copied_out_of_a_guard [1] |n| what_is_copied_out_of_a_guard(n);
    what_is_copied_out_of_a_counted_pointer [1] |n| what_is_copied_out_of_a_counted_pointer(n);
    a_box_taken_apart [1] |n| a_box_taken_apart(n);
    a_box_and_a_match [0, 1, 2, 3] |n| a_box_and_a_match(n);
    a_method_takes_what_is_in_a_box [1] |n| a_method_takes_what_is_in_a_box(n);
    a_method_takes_what_is_in_a_box_in_an_awaited_call [1] |n| a_method_takes_what_is_in_a_box_in_an_awaited_call(n);
    a_method_takes_another_field [0, 1, 2] |n| a_method_takes_another_field(n);
    a_closure_takes_another_field [0, 1, 2] |n| a_closure_takes_another_field(n);
    a_field_and_another_pattern [0, 1] |n| a_field_and_another_pattern(n);
    a_match_of_a_field [0, 1, 2, 3] |n| a_match_of_a_field(n);
    a_match_of_a_part_of_a_field [0, 1, 2, 3] |n| a_match_of_a_part_of_a_field(n);
    declared_alone [0, 1, 2, 4] |n| declared_alone(n);
    declared_alone_and_a_part [0, 1] |n| declared_alone_and_a_part(n);
    set_again_after_a_part_of_a_part [1] |n| set_again_after_a_part_of_a_part(n);
}
