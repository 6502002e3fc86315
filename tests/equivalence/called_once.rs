//! Closures that own what they capture: some can be called once, and are gone then; others are dropped with the locals.
use crate::harness::*;

fn double(n: u64) -> u64 {
    n * 2
}

fn increase(n: &mut u64) -> u64 {
    *n += 1;
    *n
}

pub struct Sender(Noisy);

impl Sender {
    fn send(self, value: Noisy) -> u64 {
        consume(self.0) + consume(value)
    }
}

functions! {
    pub async fn behind_an_await(n: u64) -> u64 {
        let a = noisy("a", n);
        let call = move || consume(a);
        pause(1).await;
        let result = call();
        let _b = noisy("b", result);
        pause(1).await;
        result
    }

    pub async fn in_one_branch(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let call = move |more: u64| consume(a) + b.get() + more;
        pause(1).await;
        if n > 0 {
            return call(1);
        }
        let _c = noisy("c", n);
        pause(1).await;
        n
    }

    pub async fn borrowed_before(n: u64) -> u64 {
        let a = noisy("a", n);
        let call = move || Some(a);
        let calls = vec![&call];
        pause(calls.len() as u64).await;
        drop(calls);
        let result = call();
        pause(1).await;
        result.map_or(0, consume)
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let a = noisy("a", n);
        let call = move || consume(a);
        for i in 0..3 {
            pause(i).await;
            if i == n {
                return call();
            }
        }
        7
    }

    pub async fn what_is_copied_does_not_move(n: u64) -> u64 {
        let a = noisy("a", n);
        let call = move || double(n) + a.get();
        pause(1).await;
        let result = call();
        let _b = noisy("b", result);
        pause(1).await;
        result
    }

    pub async fn what_is_borrowed_anew_does_not_move(mut n: u64) -> u64 {
        let (a, counter) = (noisy("a", n), &mut n);
        let mut call = move || increase(counter) + a.get();
        pause(1).await;
        let result = call() + call();
        let _b = noisy("b", result);
        pause(1).await;
        result
    }

    pub async fn one_of_two_moves(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let call = move || double(n) + consume(b) + a.get();
        pause(1).await;
        let result = call() + number(1).await;
        let _c = noisy("c", result);
        pause(1).await;
        result
    }

    pub async fn a_closure_inside_moves(n: u64) -> u64 {
        let a = noisy("a", n);
        let call = move || {
            let inner = move || consume(a);
            inner()
        };
        pause(1).await;
        let result = call();
        pause(1).await;
        result
    }

    pub async fn async_closures(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let moves = async move || consume(a) + number(1).await;
        let moves_what_it_names = async || consume(b) + number(2).await;
        pause(1).await;
        let result = n + moves().await;
        let _c = noisy("c", result);
        result + moves_what_it_names().await
    }

    pub async fn async_closures_that_copy(n: u64) -> u64 {
        let a = noisy("a", n);
        let call = async move || double(n) + a.get() + number(1).await;
        pause(1).await;
        let result = call().await + call().await;
        let _c = noisy("c", result);
        pause(1).await;
        result
    }

    pub async fn a_method_takes(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let call = move |more: u64| a.into_value() + b.get() + more;
        pause(1).await;
        let result = call(1);
        let _c = noisy("c", result);
        pause(1).await;
        result
    }

    pub async fn a_method_takes_what_it_is_given_too(n: u64) -> u64 {
        let (sender, value) = (Sender(noisy("sender", n)), noisy("value", n));
        let send = move || sender.send(value);
        pause(1).await;
        let result = send();
        let _c = noisy("c", result);
        pause(1).await;
        result
    }

    pub async fn a_method_borrows(n: u64) -> u64 {
        let (a, mut b) = (noisy("a", n), noisy("b", n));
        let mut call = move |more: u64| {
            b.add(1);
            a.get() + b.get() + more
        };
        pause(1).await;
        let result = call(1) + call(2);
        let _c = noisy("c", result);
        pause(1).await;
        result
    }

    pub async fn fields_move(n: u64) -> u64 {
        let (a, b) = (halves(n), halves(n + 1));
        let call = move || consume(a.left) + b.count;
        let copies = move || double(b.count) + b.left.get();
        pause(1).await;
        let result = call();
        let _c = noisy("c", result);
        pause(1).await;
        let again = copies();
        let _d = noisy("d", again);
        pause(1).await;
        result + again
    }

    pub async fn in_macros_and_branches(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let call = move |first: bool| {
            event(format_args!("calls {}", a.get()));
            if first { a.into_value() } else { consume(b) }
        };
        pause(1).await;
        let result = call(n == 0);
        let _c = noisy("c", result);
        pause(1).await;
        result
    }

    pub async fn of_a_type_parameter(n: u64) -> (u64, u64) {
        async fn of<T: Copy, U>(copied: T, moved: U, take: impl Fn(T) -> u64, consume: impl Fn(U) -> u64) -> (u64, u64) {
            let guard = noisy("guard", 1);
            let copies = move || take(copied) + guard.get();
            let moves = move || consume(moved);
            pause(1).await;
            let result = (copies(), moves());
            let _c = noisy("c", result.0);
            pause(1).await;
            result
        }
        of(n, noisy("moved", n), |n| n + 1, consume).await
    }

    pub async fn given_what_is_awaited(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let call = move |more: u64| consume(a) + more;
        let sum = call(number(n).await);
        let take = move |more: u64| b.into_value() + more;
        sum + take(number(n).await)
    }

    pub async fn given_what_is_awaited_again(n: u64, mut a: Noisy) -> u64 {
        let (b, c) = (noisy("b", n), noisy("c", n));
        let mut add = move |more: u64| a.add(more).get();
        let sum = add(number(n).await) + add(number(1).await);
        let look = move |more: u64| b.get() + more;
        let sum = sum + look(look(number(n).await) + number(1).await);
        pause(1).await;
        sum + c.get()
    }

    pub async fn of_a_list(n: u64, a: Noisy) -> u64 {
        let b = noisy("b", n);
        let look = Box::new(move |more: u64| a.get() + more);
        let list: Vec<Box<dyn Fn(u64) -> u64>> = vec![look, Box::new(double)];
        let mut changing: [Box<dyn FnMut(u64) -> u64>; 1] = [Box::new(move |mut more| increase(&mut more) + b.get())];
        let sum = list[n as usize](number(n).await) + changing[0](number(1).await);
        pause(1).await;
        sum + list[number(1).await as usize](number(n).await)
    }

    pub async fn of_parameters_given_what_is_awaited(
        n: u64,
        once: impl FnOnce(Noisy) -> u64,
        again: impl Fn(u64) -> u64,
        mut change: impl FnMut(u64) -> u64,
    ) -> u64 {
        let sum = again(number(n).await) + change(number(1).await);
        let sum = sum + once(fetch("given", n).await);
        pause(1).await;
        sum + again(again(number(1).await))
    }
}

cases! {
    of_a_list [0, 1] |n| of_a_list(n, noisy("a", n));
    of_parameters_given_what_is_awaited [0, 1] |n| {
        let (a, b, mut c) = (noisy("a", n), noisy("b", n), noisy("c", n));
        let once = move |given: Noisy| a.into_value() + given.get();
        of_parameters_given_what_is_awaited(n, once, move |more| b.get() + more, move |more| c.add(more).get())
    };
    given_what_is_awaited [0, 1] |n| given_what_is_awaited(n);
    given_what_is_awaited_again [0, 1] |n| given_what_is_awaited_again(n, noisy("a", n));
    behind_an_await [0, 1] |n| behind_an_await(n);
    in_one_branch [0, 1] |n| in_one_branch(n);
    borrowed_before [0, 1] |n| borrowed_before(n);
    in_a_loop [0, 1, 5] |n| in_a_loop(n);
    what_is_copied_does_not_move [0, 1] |n| what_is_copied_does_not_move(n);
    what_is_borrowed_anew_does_not_move [0, 1] |n| what_is_borrowed_anew_does_not_move(n);
    one_of_two_moves [0, 1] |n| one_of_two_moves(n);
    a_closure_inside_moves [0, 1] |n| a_closure_inside_moves(n);
    async_closures [0, 1] |n| async_closures(n);
    async_closures_that_copy [0, 1] |n| async_closures_that_copy(n);
    a_method_takes [0, 1] |n| a_method_takes(n);
    a_method_takes_what_it_is_given_too [0, 1] |n| a_method_takes_what_it_is_given_too(n);
    a_method_borrows [0, 1] |n| a_method_borrows(n);
    fields_move [0, 1] |n| fields_move(n);
    in_macros_and_branches [0, 1] |n| in_macros_and_branches(n);
    of_a_type_parameter [0, 1] |n| of_a_type_parameter(n);
}
