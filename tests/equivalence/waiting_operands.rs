//! Operands that wait for an await behind them: what closures and blocks take with them, and what becomes what is wanted.
use crate::harness::*;

fn call_with(f: impl FnOnce() -> u64, b: u64) -> u64 {
    f() + b
}

fn given(f: impl FnOnce(u64) -> u64, b: u64) -> u64 {
    f(b) + b
}

async fn wait_for(f: impl Future<Output = u64>, b: u64) -> u64 {
    f.await + b
}

fn len_of(list: Option<&[u64]>, more: u64) -> u64 {
    list.map_or(0, |list| list.len() as u64) + more
}

fn shown(value: Result<&dyn std::fmt::Debug, u64>, more: u64) -> u64 {
    format!("{value:?}").len() as u64 + more
}

fn both((name, list): (&str, &[u64]), more: u64) -> u64 {
    (name.len() + list.len()) as u64 + more
}

type Boxed<'a> = Box<dyn Fn(u64) -> u64 + 'a>;

fn boxed(f: Boxed<'_>, b: u64) -> u64 {
    f(b)
}

fn pointed(f: Option<fn(u64) -> u64>, b: u64) -> u64 {
    f.map_or(0, |f| f(b))
}

struct Parts<'a> {
    list: Option<&'a [u64]>,
    f: Option<Boxed<'a>>,
    more: u64,
}

struct Fields<F> {
    f: F,
    more: u64,
}

struct Methods;

impl Methods {
    fn given(&self, list: Option<&[u64]>, f: impl Fn(u64) -> u64, more: u64) -> u64 {
        f(len_of(list, more))
    }
}

struct Cursor {
    at: u64,
    noisy: Option<Noisy>,
}

impl Cursor {
    async fn next(&mut self) -> u64 {
        pause(1).await;
        self.at += 1;
        self.at
    }
}

impl Methods {
    fn both(&self, a: u64, b: u64) -> u64 {
        a * 10 + b
    }

    fn all(&self, a: Noisy, b: Option<Noisy>, more: u64) -> u64 {
        a.get() + b.map_or(0, |b| b.get()) + more
    }
}

functions! {
    pub async fn given_to_a_method(n: u64, a: Noisy, b: Noisy) -> u64 {
        let (cursor, c) = (Cursor { at: n, noisy: Some(b) }, noisy("c", 1));
        let sum = Methods.all(a, cursor.noisy, number(1).await);
        sum + c.get() + cursor.at
    }

    pub async fn copied_for_a_method(n: u64) -> u64 {
        let (mut cursor, mut count) = (Cursor { at: n, noisy: None }, n);
        let place = &mut cursor;
        Methods.both(place.at, place.next().await)
            + Methods.both(cursor.at, cursor.next().await)
            + Methods.both(count, { count += 1; number(count).await })
    }

    pub async fn a_closure_that_owns(n: u64, a: Noisy) -> u64 {
        let b = noisy("b", n);
        let sum = call_with(move || a.get(), number(1).await);
        sum + b.get()
    }

    pub async fn a_closure_with_parameters_that_owns(n: u64, a: Noisy) -> u64 {
        let b = noisy("b", n);
        let sum = given(move |more: u64| a.get() + more, number(1).await);
        sum + b.get()
    }

    pub async fn a_block_that_owns(n: u64, a: Noisy) -> u64 {
        let b = noisy("b", n);
        let sum = wait_for(async move { pause(1).await; a.get() }, number(1).await).await;
        sum + b.get()
    }

    pub async fn in_a_tuple(n: u64, a: Noisy) -> u64 {
        let b = noisy("b", n);
        let (f, more) = (move || a.get(), number(1).await);
        f() + more + b.get()
    }

    pub async fn with_a_copy(n: u64) -> u64 {
        let mut count = n;
        call_with(move || count, { count += 5; number(count).await }) + count
    }

    pub async fn a_block_with_a_copy(n: u64) -> u64 {
        let mut count = n;
        wait_for(async move { count }, { count += 5; number(count).await }).await
    }

    pub async fn given_what_is_added_to_a_copy(n: u64) -> u64 {
        let mut count = n;
        given(move |more| count + more, { count += 5; number(count).await })
            + Methods.given(None, move |more| count + more, { count = 1; number(count).await })
    }

    pub async fn in_a_struct_with_a_copy(n: u64) -> u64 {
        let mut count = n;
        let fields = Fields { f: move || count, more: { count += 5; number(count).await } };
        (fields.f)() + fields.more
    }

    pub async fn that_only_look(n: u64, a: Noisy) -> u64 {
        let seen = std::cell::Cell::new(n);
        call_with(|| seen.get() + a.get(), { seen.set(9); number(1).await })
    }

    pub async fn that_become_slices(n: u64) -> u64 {
        let (list, array, name) = (vec![n], [n, 2, 3], String::from("name"));
        len_of(Some(&list), number(1).await) + len_of(Some(&array), number(2).await) + both((&name, &array), number(3).await)
    }

    pub async fn that_become_objects(n: u64) -> u64 {
        let name = String::from("name");
        shown(Ok(&name), number(1).await) + shown(Err(n), number(2).await) + boxed(Box::new(|x| x.wrapping_add(1)), number(3).await)
    }

    pub async fn that_become_pointers(n: u64) -> u64 {
        pointed(Some(|x| x + 1), number(n).await) + pointed(None, number(1).await)
    }

    pub async fn in_fields_and_arguments(n: u64) -> u64 {
        let array = [n, 2, 3];
        let parts = Parts { list: Some(&array), f: Some(Box::new(|x| x + array[1])), more: number(1).await };
        let len = parts.list.map_or(0, <[u64]>::len) as u64;
        parts.f.map_or(0, |f| f(len)) + parts.more + Methods.given(Some(&array), |x| x + 1, number(2).await)
    }

    pub async fn wrapped(n: u64, a: Noisy, b: Noisy) -> u64 {
        fn both(a: Option<Noisy>, b: Result<Noisy, Noisy>, more: u64) -> u64 {
            a.map_or(0, |a| a.get()) + b.map_or_else(|b| b.get(), |b| b.get()) + more
        }
        let sum = both(Some(a), if n > 0 { Ok(b) } else { Err(b) }, number(1).await);
        sum + both(Some(noisy("c", n)), Err(noisy("d", number(n).await)), number(2).await)
    }
}

cases! {
    given_to_a_method [0] |n| given_to_a_method(n, noisy("a", n), noisy("b", 2));
    copied_for_a_method [0, 1] |n| copied_for_a_method(n);
    a_closure_that_owns [0] |n| a_closure_that_owns(n, noisy("a", n));
    a_closure_with_parameters_that_owns [0] |n| a_closure_with_parameters_that_owns(n, noisy("a", n));
    a_block_that_owns [0] |n| a_block_that_owns(n, noisy("a", n));
    in_a_tuple [0] |n| in_a_tuple(n, noisy("a", n));
    with_a_copy [0, 1] |n| with_a_copy(n);
    a_block_with_a_copy [0, 1] |n| a_block_with_a_copy(n);
    given_what_is_added_to_a_copy [0, 1] |n| given_what_is_added_to_a_copy(n);
    in_a_struct_with_a_copy [0, 1] |n| in_a_struct_with_a_copy(n);
    that_only_look [0, 1] |n| that_only_look(n, noisy("a", n));
    that_become_slices [0] |n| that_become_slices(n);
    that_become_objects [0] |n| that_become_objects(n);
    that_become_pointers [0] |n| that_become_pointers(n);
    in_fields_and_arguments [0] |n| in_fields_and_arguments(n);
    wrapped [0, 1] |n| wrapped(n, noisy("a", n), noisy("b", n));
}
