//! Patterns that take the same of the same local at several places: for the drop of the rest they are one.
use crate::harness::*;

functions! {
    pub async fn of_two_matches(n: u64) -> u64 {
        let pair = (noisy("left", n), noisy("right", n), n);
        let behind = noisy("behind", n);
        pause(1).await;
        match pair {
            (left, _, 1) => return eat(left, 1).await,
            (_, right, 2) => return eat(right, 1).await,
            _ => pause(1).await,
        }
        match pair {
            (left, _, 4) => eat(left, 1).await,
            (_, right, 5) => eat(right, 1).await,
            _ => 3,
        }
    }

    // One is gone by the first `match`, the other by the second.
    pub async fn left_by_one_right_by_another(n: u64) -> u64 {
        let pair = (noisy("left", n), noisy("right", n));
        let behind = noisy("behind", n);
        pause(1).await;
        match pair {
            (left, _) if n == 1 => drop(eat(left, 1).await),
            (_, right) if n == 2 => return eat(right, 1).await,
            _ => return 4,
        }
        match pair {
            (_, right) if n == 1 => eat(right, 1).await,
            _ => 3,
        }
    }

    pub async fn in_a_field(n: u64) -> u64 {
        let pair = ((noisy("left", n), noisy("right", n)), noisy("beside", n));
        let behind = noisy("behind", n);
        pause(1).await;
        if n == 1 {
            let (left, _) = pair.0;
            return eat(left, 1).await;
        }
        if n == 2 {
            let (other, _) = pair.0;
            return eat(other, 1).await;
        }
        let (left, _) = pair.0;
        let (_, right) = pair.0;
        pause(1).await;
        left.get()
    }

    pub async fn in_a_field_at_once(n: u64) -> u64 {
        let pair = ((noisy("left", n), noisy("right", n)), noisy("beside", n));
        let behind = noisy("behind", n);
        pause(1).await;
        let got = if n == 1 {
            let (left, _) = pair.0;
            left.get()
        } else if n == 2 {
            let (other, _) = pair.0;
            other.get()
        } else {
            3
        };
        pause(1).await;
        got
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut pair = (noisy("left", n), noisy("right", n));
        let behind = noisy("behind", n);
        for turn in 0..3 {
            pause(1).await;
            if turn == n {
                let (left, _) = pair;
                pause(1).await;
                pair = (left, noisy("new", turn));
            } else {
                let (mut other, _) = pair;
                pause(1).await;
                pair = (other, noisy("next", turn));
            }
        }
        3
    }
}

cases! {
    of_two_matches [0, 1, 2, 4, 5] |n| of_two_matches(n);
    left_by_one_right_by_another [0, 1, 2] |n| left_by_one_right_by_another(n);
    in_a_field [0, 1, 2] |n| in_a_field(n);
    in_a_field_at_once [0, 1, 2] |n| in_a_field_at_once(n);
    in_a_loop [0, 1, 2] |n| in_a_loop(n);
}

/// So many that code for each two of them would not be compiled in a lifetime.
pub mod many {
    use crate::harness::*;

    macro_rules! many {
        ($($number:literal)*) => {
            functions! {
                pub async fn of_one_kind(n: u64) -> u64 {
                    let pair = (noisy("left", n), noisy("right", n));
                    let behind = noisy("behind", n);
                    pause(1).await;
                    $(if n == $number {
                        let (left, _) = pair;
                        pause(1).await;
                        return left.get();
                    })*
                    let (left, _) = pair;
                    pause(1).await;
                    left.get()
                }
            }
        };
    }

    many!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40
        41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64);

    cases! {
        of_one_kind [0, 5, 64] |n| of_one_kind(n);
    }
}
