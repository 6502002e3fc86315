//! A name with a pattern behind it binds all that the pattern matches, also where the pattern leaves something.
use crate::harness::*;

functions! {
    pub async fn temporaries_that_panic_behind_it(n: u64) -> u64 {
        let x @ Noisy { .. } = noisy("x", *Lock::new(n).lock().await);
        pause(1).await;
        x.get()
    }

    pub async fn of_a_struct_that_is_written_there(n: u64) -> u64 {
        let x @ Noisy { .. } = Noisy { name: "x", value: *Lock::new(n).lock().await };
        pause(1).await;
        x.get()
    }

    pub async fn of_a_local_in_an_arm(n: u64, a: Noisy) -> u64 {
        match a {
            x @ Noisy { value: 0, .. } => x.touch().await,
            Noisy { value: 1, .. } => number(1).await,
            x => eat(x, 1).await,
        };
        1
    }

    pub async fn of_a_value_in_an_arm(n: u64) -> u64 {
        match now(shape(n)).await {
            x @ (Shape::One(_) | Shape::Number(_)) => { pause(1).await; drop(x); }
            Shape::Two { left: l @ Noisy { value: 1.., .. }, .. } => { l.touch().await; }
            _ => pause(1).await,
        };
        1
    }

    pub async fn of_a_local_that_waits(n: u64) -> u64 {
        let s = shape(n);
        pause(1).await;
        let r = match s {
            x @ (Shape::One(_) | Shape::Number(_)) => { pause(1).await; drop(x); 1 }
            Shape::Two { left: l @ Noisy { value: 1.., .. }, .. } => { l.touch().await }
            _ => { pause(1).await; 3 }
        };
        pause(1).await;
        r
    }

    pub async fn of_a_local_without_awaits(n: u64) -> u64 {
        let s = shape(n);
        pause(1).await;
        let r = match s {
            x @ (Shape::One(_) | Shape::Number(_)) => { drop(x); 1 }
            Shape::Two { left: l @ Noisy { value: 1.., .. }, .. } => { l.get() }
            _ => 3,
        };
        pause(1).await;
        r
    }

    pub async fn in_lets(n: u64) -> u64 {
        let o = lookup_noisy("o", n).await;
        pause(1).await;
        if let s @ Some(_) = o { pause(1).await; drop(s); } else { pause(2).await; }
        if let Some(s @ Noisy { .. }) = lookup_noisy("p", n).await { s.touch().await; }
        let Some(s @ Noisy { value: 0..=1, .. }) = lookup_noisy("q", n).await else { pause(1).await; return 3 };
        let t @ Some(_) = lookup_noisy("r", n).await else { return 4 };
        pause(1).await;
        drop(t);
        s.get()
    }
}

cases! {
    temporaries_that_panic_behind_it [0, 1, 2, 3] |n| temporaries_that_panic_behind_it(n);
    of_a_struct_that_is_written_there [0, 1] |n| of_a_struct_that_is_written_there(n);
    of_a_local_in_an_arm [0, 1, 2, 3] |n| of_a_local_in_an_arm(n, noisy("a", n));
    of_a_value_in_an_arm [0, 1, 2, 3] |n| of_a_value_in_an_arm(n);
    of_a_local_that_waits [0, 1, 2, 3] |n| of_a_local_that_waits(n);
    of_a_local_without_awaits [0, 1, 2, 3] |n| of_a_local_without_awaits(n);
    in_lets [0, 1, 2, 3] |n| in_lets(n);
}
