//! Places that a pattern names and does not look at: they may have been moved before, and that they are named again does not say
//! that they are copied.
#![allow(irrefutable_let_patterns, dead_code)]

use crate::harness::*;

pub struct Pair {
    left: Noisy,
    right: Noisy,
}

fn pair(n: u64) -> Pair {
    Pair { left: noisy("left", n), right: noisy("right", n) }
}

pub enum Only {
    One { inner: Noisy },
}

#[derive(Clone, Copy, Debug)]
pub enum Mode {
    Slow { by: u64 },
    Fast(u64),
    Off,
}

fn mode(n: u64) -> Mode {
    match n {
        0 => Mode::Off,
        1 => Mode::Fast(n),
        _ => Mode::Slow { by: n },
    }
}

fn changes(mode: Mode) -> u64 {
    event(format_args!("{mode:?}"));
    1
}

async fn eat(eaten: Noisy, n: u64) {
    pause(n).await;
    eaten.get();
}

functions! {
    pub async fn given_away_in_a_branch(s: Noisy, n: u64) {
        if n == 1 { drop(s); }
        let _ = s;
        pause(1).await;
    }

    pub async fn given_by_a_branch(s: Noisy, n: u64) {
        let kept = if n == 1 { s } else { noisy("other", 1) };
        let _ = s;
        pause(1).await;
        kept.get();
    }

    pub async fn assigned_to_nothing(s: Noisy, n: u64) {
        if n == 1 { drop(s); }
        _ = s;
        pause(1).await;
    }

    pub async fn matched_with_nothing(s: Noisy, n: u64) {
        if n == 1 { drop(s); }
        match s { _ => {} }
        pause(1).await;
        if n == 1 { let _ = matches!(s, _); }
    }

    pub async fn a_struct_by_its_name(s: Pair, n: u64) {
        if n == 1 { drop(s); }
        if let Pair { .. } = s { pause(1).await; }
        let Pair { left: _, right: _ } = s;
        pause(1).await;
    }

    pub async fn a_tuple(s: (Noisy, Noisy), n: u64) {
        if n == 1 { drop(s); }
        let (_, _) = s;
        pause(1).await;
        match s { (_, _) if n > 5 => pause(2).await, _ => pause(1).await }
    }

    pub async fn an_enum_with_one_variant(s: Only, n: u64) {
        if n == 1 {
            let Only::One { inner } = s;
            inner.get();
        }
        let Only::One { .. } = s;
        pause(1).await;
    }

    pub async fn a_field(s: Pair, n: u64) {
        if n == 1 { drop(s); }
        let _ = s.left;
        pause(1).await;
    }

    pub async fn a_field_that_is_gone(s: Pair, n: u64) {
        if n == 1 { drop(s.left); }
        let _ = s.left;
        pause(1).await;
        let _ = s.right;
    }

    pub async fn all_of_what_has_lost_a_part(s: Pair, n: u64) {
        if n == 1 { drop(s.left); }
        let _ = s;
        pause(1).await;
    }

    pub async fn given_to_what_is_awaited(s: Noisy, n: u64) {
        if n == 1 { eat(s, 1).await; }
        let _ = s;
        pause(1).await;
    }

    pub async fn inside_of_a_loop(n: u64) {
        for i in 0..3 {
            let s = noisy("s", i);
            if i == n { drop(s); }
            let _ = s;
            pause(1).await;
        }
    }

    pub async fn given_by_an_arm_and_filled_again(s: Noisy, n: u64) {
        let mut s = s;
        let kept = match n { 0 => s, _ => noisy("other", 1) };
        let _ = s;
        s = noisy("new", 3);
        pause(1).await;
        kept.get();
        s.get();
    }

    pub async fn moved_for_certain(s: Noisy, n: u64) {
        let kept = s;
        let _ = s;
        pause(1).await;
        kept.get();
    }

    pub async fn moved_before_the_loop_ends(s: Noisy, n: u64) {
        for i in 0..2 {
            if n == 1 { drop(s); break; }
            pause(i).await;
        }
        let _ = s;
        pause(1).await;
    }

    pub async fn taken_by_a_method(s: Noisy, n: u64) {
        if n == 1 { s.into_value(); }
        let _ = s;
        pause(1).await;
    }

    pub async fn taken_by_a_pattern(s: Option<Noisy>, n: u64) {
        if n == 1 && let Some(inner) = s { inner.get(); }
        let _ = s;
        pause(1).await;
    }

    pub async fn taken_by_a_closure(s: Noisy, n: u64) {
        let call = if n == 1 { Some(move || s.get()) } else { None };
        let _ = s;
        pause(1).await;
        call.map(|call| call());
    }

    pub async fn a_box(s: Box<Noisy>, n: u64) {
        if n == 1 { drop(s); }
        let _ = *s;
        pause(1).await;
        let _ = s;
    }

    pub async fn kept_until_then(s: Noisy, n: u64) {
        let _ = s;
        pause(n).await;
        let _ = s;
        call("before", 1);
    }

    pub async fn copied_and_tested(n: u64) -> u64 {
        let mode = mode(n);
        let mut sum = changes(mode);
        pause(1).await;
        if n < 2 { sum += changes(mode); }
        if matches!(mode, Mode::Fast(_)) { pause(1).await; sum += 1; }
        match mode { Mode::Slow { .. } => pause(2).await, Mode::Fast(_) | Mode::Off => sum += 10 }
        if let Mode::Slow { .. } = mode { sum += 100 }
        if let Mode::Slow { by } = mode { sum += by }
        sum
    }

    pub async fn copied_and_tested_last(mode: Option<u64>, n: u64) -> u64 {
        let given = mode;
        pause(1).await;
        match mode { None => 1, Some(_) => given.unwrap_or(0) + n }
    }
}

cases! {
    given_away_in_a_branch [0, 1, 2] |n| given_away_in_a_branch(noisy("s", n), n);
    given_by_a_branch [0, 1, 2] |n| given_by_a_branch(noisy("s", n), n);
    assigned_to_nothing [0, 1, 2] |n| assigned_to_nothing(noisy("s", n), n);
    matched_with_nothing [0, 1, 2] |n| matched_with_nothing(noisy("s", n), n);
    a_struct_by_its_name [0, 1, 2] |n| a_struct_by_its_name(pair(n), n);
    a_tuple [0, 1, 2] |n| a_tuple((noisy("a", n), noisy("b", n)), n);
    an_enum_with_one_variant [0, 1, 2] |n| an_enum_with_one_variant(Only::One { inner: noisy("inner", n) }, n);
    a_field [0, 1, 2] |n| a_field(pair(n), n);
    a_field_that_is_gone [0, 1, 2] |n| a_field_that_is_gone(pair(n), n);
    all_of_what_has_lost_a_part [0, 1, 2] |n| all_of_what_has_lost_a_part(pair(n), n);
    given_to_what_is_awaited [0, 1, 2] |n| given_to_what_is_awaited(noisy("s", n), n);
    inside_of_a_loop [0, 1, 2] |n| inside_of_a_loop(n);
    given_by_an_arm_and_filled_again [0, 1, 2] |n| given_by_an_arm_and_filled_again(noisy("s", n), n);
    moved_for_certain [0, 1, 2] |n| moved_for_certain(noisy("s", n), n);
    moved_before_the_loop_ends [0, 1, 2] |n| moved_before_the_loop_ends(noisy("s", n), n);
    taken_by_a_method [0, 1, 2] |n| taken_by_a_method(noisy("s", n), n);
    taken_by_a_pattern [0, 1, 2] |n| taken_by_a_pattern(Some(noisy("s", n)), n);
    taken_by_a_closure [0, 1, 2] |n| taken_by_a_closure(noisy("s", n), n);
    a_box [0, 1, 2] |n| a_box(Box::new(noisy("s", n)), n);
    kept_until_then [0, 1, 2] |n| kept_until_then(noisy("s", n), n);
    copied_and_tested [0, 1, 2] |n| copied_and_tested(n);
    copied_and_tested_last [0, 1, 2] |n| copied_and_tested_last(Some(n).filter(|n| *n > 0), n);
}
