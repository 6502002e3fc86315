//! Fields that are moved out of a local one by one, while the rest of it lives across awaits.
use crate::harness::*;

pub struct Nested {
    pub pair: Halves,
    pub last: Noisy,
}

/// Has a destructor: nothing can be moved out of it, and what is copied leaves it whole.
pub struct Counted {
    pub count: u64,
    #[allow(dead_code, reason = "dropped")]
    pub name: Noisy,
}

impl Drop for Counted {
    fn drop(&mut self) {
        event(format_args!("drop counted {}", self.count));
    }
}

functions! {
    pub async fn one_field(n: u64) -> u64 {
        let _a = noisy("a", n);
        let it = halves(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = consume(it.left);
        pause(1).await;
        got
    }

    pub async fn one_field_into_an_awaited_call(n: u64) -> u64 {
        let it = halves(n);
        let _b = noisy("b", n);
        let got = eat(it.left, 1).await;
        pause(1).await;
        got
    }

    pub async fn fields_of_a_parameter(it: Halves, n: u64) -> u64 {
        let got = consume(it.left);
        pause(n).await;
        got
    }

    pub async fn both_fields_one_after_the_other(n: u64) -> u64 {
        let it = halves(n);
        pause(1).await;
        let right = it.right;
        pause(1).await;
        let left = it.left;
        pause(1).await;
        left.get() + right.get() + it.count
    }

    pub async fn one_field_in_one_branch(n: u64) -> u64 {
        let it = halves(n);
        let _b = noisy("b", n);
        pause(1).await;
        if n == 1 {
            eat(it.left, 1).await;
        } else {
            pause(1).await;
        }
        pause(1).await;
        it.right.get()
    }

    pub async fn a_field_and_set_again(n: u64) -> u64 {
        let mut it = halves(n);
        let mut sum = 0;
        for turn in 0..2 {
            sum += eat(it.left, 1).await;
            it.left = noisy("again", turn);
            pause(1).await;
        }
        sum
    }

    pub async fn a_field_that_is_copied(n: u64) -> u64 {
        let it = Counted { count: n, name: noisy("name", n) };
        pause(1).await;
        let count = it.count;
        let _b = noisy("b", count);
        pause(1).await;
        count
    }

    pub async fn a_field_of_a_field(n: u64) -> u64 {
        let it = Nested { pair: halves(n), last: noisy("last", n) };
        pause(1).await;
        let left = it.pair.left;
        pause(1).await;
        let last = it.last;
        pause(1).await;
        left.get() + last.get()
    }

    pub async fn a_field_and_a_field_of_it(n: u64) -> u64 {
        let it = Nested { pair: halves(n), last: noisy("last", n) };
        pause(1).await;
        if n == 1 {
            let left = it.pair.left;
            pause(1).await;
            return left.get();
        }
        let whole = it.pair;
        pause(1).await;
        whole.left.get()
    }

    pub async fn a_field_of_a_tuple(n: u64) -> u64 {
        let it = (noisy("first", n), noisy("second", n));
        pause(1).await;
        let first = it.0;
        pause(1).await;
        first.get() + it.1.get()
    }

    pub async fn a_field_into_a_closure(n: u64) -> u64 {
        let it = halves(n);
        let _b = noisy("b", n);
        let inside = move || it.left.get();
        pause(1).await;
        let got = inside();
        pause(1).await;
        got
    }

    pub async fn a_field_into_a_loop(n: u64) -> u64 {
        let it = (vec![noisy("one", n), noisy("two", n)], noisy("rest", n));
        let mut sum = 0;
        for item in it.0 {
            sum += eat(item, 1).await;
        }
        sum
    }

    pub async fn methods_of_fields(n: u64) -> u64 {
        let it = halves(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = it.left.touch().await;
        pause(1).await;
        got + it.right.touch().await
    }

    pub async fn methods_of_fields_behind_references(n: u64) -> u64 {
        let list = [halves(n), halves(n + 1)];
        let mut got = 0;
        for it in list.iter() {
            got += it.left.touch().await;
            pause(1).await;
        }
        let last = list.last();
        if let Some(last) = last {
            got += last.right.touch().await;
        }
        got
    }

    pub async fn left_by_a_question(n: u64) -> Result<u64, String> {
        let it = halves(n);
        let left = it.left;
        pause(1).await;
        if n == 2 {
            Err("two".to_owned())?;
        }
        pause(1).await;
        Ok(left.get() + it.right.get())
    }

    pub async fn of_a_parameter_before_one_that_waits(n: u64, mut it: Noisy, (other, _): (Noisy, Noisy)) {
        eat(it, 1).await;
        it = fetch("it", other.get()).await;
        call("value", it.value);
    }

    pub async fn of_a_parameter_that_never_waits(n: u64, mut it: Noisy, other: Noisy) {
        consume(it);
        it = fetch("it", consume(other)).await;
        if (if n % 2 == 0 { it.value } else { it.get() }) < 2 {
            let [mut first, second] = now([noisy("part", n), it]).await;
            return;
        }
        it = noisy("again", consume(it));
        let value = call("value", it.value.saturating_sub(3));
    }

    pub async fn of_one_that_was_declared_before(n: u64) -> u64 {
        let it;
        let _between = noisy("between", n);
        if n > 0 {
            it = halves(n);
            pause(1).await;
        } else {
            pause(1).await;
            it = halves(2);
        }
        pause(1).await;
        let got = consume(it.left);
        pause(1).await;
        got + it.right.get()
    }

    pub async fn in_one_branch_of_one_that_was_declared_before(n: u64) -> u64 {
        let mut it: Nested;
        let _between = noisy("between", n);
        loop {
            pause(1).await;
            it = Nested { pair: halves(n), last: noisy("last", n) };
            if n == 0 {
                eat(it.pair.right, 1).await;
                it.pair.right = noisy("again", 1);
                break;
            }
            pause(1).await;
            let got = it.last.touch().await;
            drop(it.pair);
            pause(1).await;
            if n > 0 {
                return got;
            }
        }
        pause(1).await;
        it.pair.right.get()
    }
}

cases! {
    methods_of_fields [1] |n| methods_of_fields(n);
    methods_of_fields_behind_references [1] |n| methods_of_fields_behind_references(n);
    one_field [1] |n| one_field(n);
    one_field_into_an_awaited_call [1] |n| one_field_into_an_awaited_call(n);
    fields_of_a_parameter [1] |n| fields_of_a_parameter(halves(n), n);
    both_fields_one_after_the_other [1] |n| both_fields_one_after_the_other(n);
    one_field_in_one_branch [1, 2] |n| one_field_in_one_branch(n);
    a_field_and_set_again [1] |n| a_field_and_set_again(n);
    a_field_that_is_copied [1] |n| a_field_that_is_copied(n);
    a_field_of_a_field [1] |n| a_field_of_a_field(n);
    a_field_and_a_field_of_it [1, 2] |n| a_field_and_a_field_of_it(n);
    a_field_of_a_tuple [1] |n| a_field_of_a_tuple(n);
    a_field_into_a_closure [1] |n| a_field_into_a_closure(n);
    a_field_into_a_loop [1] |n| a_field_into_a_loop(n);
    left_by_a_question [1, 2] |n| left_by_a_question(n);
    of_a_parameter_before_one_that_waits [1, 2] |n| of_a_parameter_before_one_that_waits(n, noisy("it", n), (noisy("one", n), noisy("two", n)));
    of_a_parameter_that_never_waits [1, 2] |n| of_a_parameter_that_never_waits(n, noisy("it", n), noisy("other", n));
    of_one_that_was_declared_before [0, 1] |n| of_one_that_was_declared_before(n);
    in_one_branch_of_one_that_was_declared_before [0, 1] |n| in_one_branch_of_one_that_was_declared_before(n);
}
