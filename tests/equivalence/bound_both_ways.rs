//! Patterns that bind one part by value and another by reference.
use crate::harness::*;

functions! {
    pub async fn of_a_local_in_a_let_else(n: u64) -> u64 {
        let shape = shape(n);
        pause(1).await;
        let Shape::Two { left, ref right, .. } = shape else {
            return call("else", 1);
        };
        pause(1).await;
        left.get() + right.get()
    }

    pub async fn of_a_local_that_waits_no_more(n: u64) -> u64 {
        let shape = shape(n);
        let got = number(n).await;
        let Shape::Two { left, right: ref _right, .. } = shape else {
            return call("else", 1);
        };
        left.get() + got
    }

    pub async fn of_a_local_in_an_arm(n: u64) -> u64 {
        let mut shape = shape(n);
        pause(1).await;
        match shape {
            Shape::Two { left, ref mut right, .. } => {
                pause(1).await;
                right.add(1);
                left.get()
            }
            Shape::One(ref one) => one.get(),
            _ => 1,
        }
    }

    pub async fn of_a_value_in_a_let_else(n: u64) -> u64 {
        let Shape::Two { left, ref right, .. } = now(shape(noisy("lent", n).touch().await)).await else {
            return call("else", 1);
        };
        pause(1).await;
        left.get() + right.get()
    }

    pub async fn of_an_awaited_value(n: u64) -> u64 {
        let Halves { left, ref right, .. } = now(halves(n)).await;
        pause(1).await;
        left.get() + right.get()
    }

    pub async fn of_a_value(n: u64) -> u64 {
        let Halves { ref mut left, right, .. } = halves(n);
        pause(1).await;
        left.add(1).get() + right.get()
    }

    pub async fn of_a_value_by_if_let(n: u64) -> u64 {
        if let Shape::Two { left, ref right, .. } = now(shape(n)).await {
            pause(1).await;
            left.get() + right.get()
        } else {
            call("else", 1)
        }
    }

    pub async fn of_a_value_in_an_arm(n: u64) -> u64 {
        match now(shape(n)).await {
            Shape::Two { left, ref right, .. } if left.is_even() => {
                pause(1).await;
                left.get() + right.get()
            }
            Shape::One(one) => one.get(),
            _ => 1,
        }
    }

    pub async fn of_parameters(
        ref mut p: Noisy,
        Halves { ref mut left, right, .. }: Halves,
        (ref a, ref mut b): (u64, u64),
    ) -> u64 {
        pause(1).await;
        *b += *a;
        p.add(1).get() + left.touch().await + *b + right.value
    }

    pub async fn of_a_field_of_a_value_by_one_arm_each(n: u64) -> u64 {
        match now(halves(n)).await.right {
            ref x if x.get() > 1 => x.touch().await,
            x => eat(x, 1).await,
        }
    }

    pub async fn of_a_field_by_one_arm_each(n: u64) -> u64 {
        let h = halves(n);
        pause(1).await;
        let first = match h.left {
            ref x if x.get() > 1 => x.touch().await,
            x => eat(x, 1).await,
        };
        first + h.right.get()
    }

    pub async fn of_a_field_by_one_arm_each_without_awaits(n: u64) -> u64 {
        let h = halves(n);
        pause(1).await;
        let first = match h.left {
            ref x if x.get() > 1 => x.get(),
            x => x.get(),
        };
        pause(1).await;
        first + h.right.get()
    }

    pub async fn of_fields_in_fields(n: u64) -> u64 {
        let mut h = (halves(n), shape(n));
        pause(1).await;
        match h.1 {
            Shape::Two { left, ref mut right, count } => {
                right.bump(count).await;
                drop(left);
            }
            Shape::One(ref x) => {
                x.touch().await;
            }
            _ => {}
        }
        let Halves { ref left, right, .. } = h.0;
        left.touch().await;
        drop(right);
        h.1 = shape(1);
        number(1).await
    }

    pub async fn behind_a_temporary_that_waited(n: u64) -> u64 {
        let Halves { left, right: ref r, .. } = halves(*Lock::new(n).lock().await);
        pause(1).await;
        left.get() + r.get()
    }

    pub async fn of_a_whole_and_a_part(n: u64) -> u64 {
        let ref whole @ Halves { count, .. } = halves(number(n).await);
        pause(count % 2).await;
        whole.left.get()
    }

    pub async fn of_a_whole_and_a_part_of_a_local(n: u64) -> u64 {
        let pair = (halves(n), 1);
        let (ref whole @ Halves { count, .. }, more) = pair;
        pause(count % 2).await;
        whole.left.get() + more
    }

    pub async fn of_a_whole_and_a_part_in_an_arm(n: u64) -> u64 {
        let both = halves(n);
        match both {
            ref whole @ Halves { count: 0 | 1, .. } => {
                pause(1).await;
                whole.left.get()
            }
            ref whole @ Halves { count, ref left, .. } if flag(count == 2).await => {
                pause(1).await;
                whole.right.get() + left.get()
            }
            Halves { left, .. } => {
                pause(1).await;
                left.get()
            }
        }
    }

    pub async fn of_a_whole_and_a_part_of_items(n: u64) -> u64 {
        let mut sum = 0;
        for ref whole @ Halves { count, .. } in [halves(n), halves(1)] {
            pause(count % 2).await;
            sum += whole.right.get();
        }
        for (index, ref whole @ Halves { count, .. }) in [halves(n)].into_iter().enumerate() {
            pause(count % 2).await;
            sum += whole.left.get() + index as u64;
        }
        sum
    }

    pub async fn of_items(n: u64) -> u64 {
        for ref item in [noisy("a", n), noisy("b", n)] {
            pause(1).await;
            item.get();
        }
        for ref mut item in [noisy("c", n), noisy("d", n)] {
            pause(1).await;
            item.add(1);
        }
        for Halves { ref left, .. } in [halves(n)] {
            pause(1).await;
            left.get();
        }
        n
    }
}

cases! {
    of_a_whole_and_a_part [0, 1] |n| of_a_whole_and_a_part(n);
    of_a_whole_and_a_part_of_a_local [0, 1] |n| of_a_whole_and_a_part_of_a_local(n);
    of_a_whole_and_a_part_in_an_arm [0, 1, 2, 3] |n| of_a_whole_and_a_part_in_an_arm(n);
    of_a_whole_and_a_part_of_items [0, 1] |n| of_a_whole_and_a_part_of_items(n);
    of_items [0, 1] |n| of_items(n);
    behind_a_temporary_that_waited [0, 1] |n| behind_a_temporary_that_waited(n);
    of_a_field_of_a_value_by_one_arm_each [0, 1, 2] |n| of_a_field_of_a_value_by_one_arm_each(n);
    of_a_field_by_one_arm_each [0, 1, 2] |n| of_a_field_by_one_arm_each(n);
    of_a_field_by_one_arm_each_without_awaits [0, 1, 2] |n| of_a_field_by_one_arm_each_without_awaits(n);
    of_fields_in_fields [0, 1, 2] |n| of_fields_in_fields(n);
    of_a_local_in_a_let_else [0, 1, 2] |n| of_a_local_in_a_let_else(n);
    of_a_local_that_waits_no_more [0, 1, 2] |n| of_a_local_that_waits_no_more(n);
    of_a_local_in_an_arm [0, 1, 2] |n| of_a_local_in_an_arm(n);
    of_a_value_in_a_let_else [0, 1, 2] |n| of_a_value_in_a_let_else(n);
    of_an_awaited_value [0, 1, 2] |n| of_an_awaited_value(n);
    of_a_value [0, 1, 2] |n| of_a_value(n);
    of_a_value_by_if_let [0, 1, 2] |n| of_a_value_by_if_let(n);
    of_a_value_in_an_arm [0, 1, 2] |n| of_a_value_in_an_arm(n);
    of_parameters [0, 1] |n| of_parameters(noisy("p", n), halves(n), (1, n));
}
