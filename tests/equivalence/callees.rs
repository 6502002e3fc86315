//! What is called, where it comes out of something: what that leaves lives to the end of the statement.
use crate::harness::*;

fn adding(to: &Noisy) -> impl Fn(u64) -> u64 + use<> {
    let value = to.get();
    move |more| call("added", value + more)
}

fn plain(n: u64) -> u64 {
    call("plain", n)
}

/// Holds a function.
pub struct Holder {
    function: fn(u64) -> u64,
    _held: Noisy,
}

fn holder(n: u64) -> Holder {
    Holder { function: plain, _held: noisy("held", n) }
}

trait Lends {
    fn function(&self) -> &dyn Fn(u64) -> u64;
}

impl Lends for Noisy {
    fn function(&self) -> &dyn Fn(u64) -> u64 {
        &plain
    }
}

functions! {
    pub async fn a_call_in_an_operand(n: u64) -> u64 {
        let got = number(adding(&noisy("awaited", n))(1)).await + number(adding(&fetch("found", n).await)(1)).await;
        call("behind", got + (call("before", adding(&noisy("beside", n))(1)) + number(1).await))
    }

    pub async fn an_element_in_an_operand(n: u64) -> u64 {
        let functions = [plain, plain];
        let got = number(functions[noisy("index", 1).get() as usize](n)).await;
        call("behind", got + (call("before", [plain, plain][noisy("index", 1).get() as usize](n)) + number(1).await))
    }

    pub async fn a_field_in_an_operand(n: u64) -> u64 {
        let got = number((holder(n).function)(noisy("given", n).get())).await;
        call("behind", got + (call("before", (holder(n).function)(1)) + number(1).await))
    }

    pub async fn what_a_method_lends(n: u64) -> u64 {
        let got = number((*noisy("lent", n).function())(1)).await + number(noisy("lent", n).function()(1)).await;
        call("behind", got)
    }

    pub async fn a_closure_in_an_argument(n: u64) -> u64 {
        let got = noisy("changed", n).add((|more: u64| more + 1)(fetch("given", n).await.get())).get();
        let mut local = noisy("local", n);
        pause(1).await;
        local.add((move |more: u64| more + got)(fetch("given", n).await.get())).get()
    }

    pub async fn a_closure_with_a_name_in_an_argument(n: u64) -> u64 {
        let (kept, mut changed) = (noisy("kept", n), noisy("changed", n));
        let mut sum = 1;
        sum += changed
            .add({
                let more = |value: u64| value + kept.get();
                more(noisy("given", n).get())
            })
            .get();
        number(sum).await
    }

    pub async fn in_the_tail(n: u64) -> u64 {
        let got = {
            let kept = fetch("kept", n).await;
            adding(&kept)(adding(&fetch("found", n).await)(1))
        };
        call("behind", got)
    }
}

cases! {
    a_call_in_an_operand [1] |n| a_call_in_an_operand(n);
    an_element_in_an_operand [1] |n| an_element_in_an_operand(n);
    a_field_in_an_operand [1] |n| a_field_in_an_operand(n);
    what_a_method_lends [1] |n| what_a_method_lends(n);
    a_closure_in_an_argument [1] |n| a_closure_in_an_argument(n);
    a_closure_with_a_name_in_an_argument [0, 1] |n| a_closure_with_a_name_in_an_argument(n);
    in_the_tail [1] |n| in_the_tail(n);
}
