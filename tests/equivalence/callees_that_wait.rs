//! Locals and fields that are called, with arguments that await: what can be called once is dropped first, if it is not called in
//! the end.
use crate::harness::*;

struct Held<F> {
    run: F,
    beside: Noisy,
}
fn adder(x: Noisy) -> impl FnOnce(u64) -> u64 {
    move |n| x.into_value() + n
}
fn looker(x: Noisy) -> impl Fn(u64) -> u64 {
    move |n| x.get() + n
}
fn changer(mut x: Noisy) -> impl FnMut(u64) -> u64 {
    move |n| x.add(n).get()
}
fn held(n: u64) -> Held<impl FnOnce(u64) -> u64> {
    Held { run: adder(noisy("held", n)), beside: noisy("beside", n) }
}
fn held_again(n: u64) -> Held<impl Fn(u64) -> u64> {
    Held { run: looker(noisy("held", n)), beside: noisy("beside", n) }
}
fn giver(x: Noisy) -> impl FnOnce(u64) -> Pausing {
    move |n| {
        x.get();
        Pausing(n)
    }
}
struct Pausing(u64);
impl Pausing {
    async fn run(self) -> u64 {
        number(self.0).await
    }
}
fn two_adder(x: Noisy) -> impl FnOnce(u64, u64) -> u64 {
    move |a, b| x.into_value() + a + b
}
async fn look(at: &Noisy) -> u64 {
    number(at.get()).await
}

functions! {
    pub async fn once(n: u64) -> u64 {
        let f = adder(noisy("captured", n));
        let local = noisy("local", n);
        let sum = f(number(1).await);
        sum + local.get()
    }

    pub async fn again(n: u64) -> u64 {
        let f = looker(noisy("captured", n));
        let local = noisy("local", n);
        let sum = f(number(1).await);
        sum + local.get()
    }

    pub async fn changing(n: u64) -> u64 {
        let mut f = changer(noisy("captured", n));
        let local = noisy("local", n);
        f(look(&noisy("temporary", 1)).await) + local.get()
    }

    pub async fn at_the_end(n: u64) -> u64 {
        let f = adder(noisy("captured", n));
        let local = noisy("local", n);
        f(look(&noisy("temporary", 1)).await)
    }

    pub async fn of_a_field(n: u64) -> u64 {
        let x = held(n);
        let local = noisy("local", n);
        let sum = (x.run)(look(&noisy("temporary", 1)).await);
        sum + x.beside.touch().await
    }

    pub async fn of_a_field_again(n: u64) -> u64 {
        let x = held_again(n);
        let local = noisy("local", n);
        let sum = (x.run)(look(&noisy("temporary", 1)).await);
        sum + x.beside.touch().await
    }

    pub async fn called_twice(n: u64) -> u64 {
        let f = looker(noisy("captured", n));
        let local = noisy("local", n);
        f(number(1).await) + f(number(2).await)
    }

    pub async fn a_closure(n: u64) -> u64 {
        let x = noisy("captured", n);
        let f = move |m: u64| x.get() + m;
        let local = noisy("local", n);
        f(number(1).await)
    }

    pub async fn a_closure_once(n: u64) -> u64 {
        let x = noisy("captured", n);
        let f = move |m: u64| x.into_value() + m;
        let local = noisy("local", n);
        f(number(1).await)
    }

    pub async fn boxed(n: u64) -> u64 {
        let f: Box<dyn FnOnce(u64) -> u64> = Box::new(adder(noisy("captured", n)));
        let local = noisy("local", n);
        f(number(1).await)
    }

    pub async fn boxed_again(n: u64) -> u64 {
        let f: Box<dyn Fn(u64) -> u64> = Box::new(looker(noisy("captured", n)));
        let local = noisy("local", n);
        f(number(1).await)
    }

    pub async fn two_arguments(n: u64) -> u64 {
        let f = two_adder(noisy("captured", n));
        let local = noisy("local", n);
        f(call("first", 1), number(1).await)
    }

    pub async fn awaited_then(n: u64) -> u64 {
        let f = giver(noisy("captured", n));
        let local = noisy("local", n);
        f(number(2).await).run().await
    }

    pub async fn of_a_function(n: u64) -> u64 {
        let f = u64::pow;
        let local = noisy("local", n);
        f(n, number(2).await as u32)
    }

    pub async fn given_another_value(n: u64) -> u64 {
        let mut f: fn(u64) -> u64 = |k| k % 7;
        let first = f({
            f = |k| k + 100;
            number(n + 8).await
        });
        first
            + f({
                f = |k| k + 1000;
                number(n).await
            })
    }

    pub async fn of_a_parameter(f: impl FnOnce(u64) -> u64, n: u64) -> u64 {
        let local = noisy("local", n);
        f(number(2).await)
    }

    pub async fn awaited_before(n: u64) -> u64 {
        let f = adder(fetch("captured", n).await);
        pause(1).await;
        let sum = f(number(1).await);
        pause(1).await;
        sum
    }
}

cases! {
    once [1] |n| once(n);
    again [1] |n| again(n);
    changing [1] |n| changing(n);
    at_the_end [1] |n| at_the_end(n);
    of_a_field [1] |n| of_a_field(n);
    of_a_field_again [1] |n| of_a_field_again(n);
    called_twice [1] |n| called_twice(n);
    a_closure [1] |n| a_closure(n);
    a_closure_once [1] |n| a_closure_once(n);
    boxed [1] |n| boxed(n);
    boxed_again [1] |n| boxed_again(n);
    two_arguments [1] |n| two_arguments(n);
    awaited_then [1] |n| awaited_then(n);
    of_a_function [1] |n| of_a_function(n);
    given_another_value [1] |n| given_another_value(n);
    of_a_parameter [1] |n| of_a_parameter(adder(noisy("captured", n)), n);
    awaited_before [1] |n| awaited_before(n);
}
