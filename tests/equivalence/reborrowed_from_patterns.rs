//! Unique references that a pattern binds, so that their type does not show: passed on they are borrowed again, and not moved,
//! and what names them again runs in one branch only.
use crate::harness::*;

fn add(number: &mut u64) {
    *number += 1;
}

fn pass(number: &mut u64) -> &mut u64 {
    *number += 2;
    number
}

struct Sides<'a> {
    left: &'a mut u64,
    right: &'a mut u64,
}

functions! {
    pub async fn in_a_branch(n: u64) -> u64 {
        let (mut x, mut y) = (n, 20);
        let (r, q) = (&mut x, &mut y);
        pause(1).await;
        add(r);
        if n == 1 { add(r) } else { add(q) };
        pause(1).await;
        x * 100 + y
    }

    pub async fn as_its_value(n: u64) -> u64 {
        let (mut x, mut y) = (n, 20);
        let (r, q) = (&mut x, &mut y);
        pause(1).await;
        add(r);
        let either = if n == 1 { r } else { q };
        pause(1).await;
        add(either);
        x * 100 + y
    }

    pub async fn in_an_arm(n: u64) -> u64 {
        let (mut x, mut y) = (n, 20);
        let Some((r, q)) = maybe_both(&mut x, &mut y) else { return 0 };
        pause(1).await;
        add(r);
        match n {
            1 => *pass(r) += 3,
            2 => *pass(q) += 3,
            _ => return 5,
        }
        pause(1).await;
        x * 100 + y
    }

    pub async fn of_a_struct(n: u64) -> u64 {
        let (mut x, mut y) = (n, 20);
        let Sides { left, right } = Sides { left: &mut x, right: &mut y };
        pause(1).await;
        std::mem::swap(left, right);
        let kept = if n == 1 { Some(left) } else { None };
        pause(1).await;
        kept.map(|kept| *kept).unwrap_or(7) * 100 + y
    }

    pub async fn of_a_pair_that_is_borrowed(n: u64) -> u64 {
        let mut pair = (n, 20);
        let (r, q) = &mut pair;
        pause(1).await;
        add(r);
        if n == 1 { add(r) } else { add(q) }
        pause(1).await;
        pair.0 * 100 + pair.1
    }
}

fn maybe_both<'a>(left: &'a mut u64, right: &'a mut u64) -> Option<(&'a mut u64, &'a mut u64)> {
    Some((left, right))
}

cases! {
    in_a_branch [1, 2] |n| in_a_branch(n);
    as_its_value [1, 2] |n| as_its_value(n);
    in_an_arm [1, 2, 3] |n| in_an_arm(n);
    of_a_struct [1, 2] |n| of_a_struct(n);
    of_a_pair_that_is_borrowed [1, 2] |n| of_a_pair_that_is_borrowed(n);
}
