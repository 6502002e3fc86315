//! What is in a box, or what something else points to, taken apart by patterns. The box lives across an await.
use crate::harness::*;
use std::sync::Mutex;

pub enum Tree {
    Leaf(Noisy),
    Node(Box<Tree>, Noisy, Box<Tree>),
    Number(u64),
}

/// A number, a leaf, or something with a middle.
fn tree(n: u64) -> Box<Tree> {
    let leaf = |name| Box::new(Tree::Leaf(noisy(name, n)));
    match n {
        0 => Box::new(Tree::Number(4)),
        1 => leaf("leaf"),
        _ => Box::new(Tree::Node(leaf("left"), noisy("middle", n), leaf("right"))),
    }
}

pub struct Parts {
    first: Option<Noisy>,
    second: Noisy,
    more: Box<(Noisy, Noisy)>,
}

fn parts(n: u64) -> Box<Parts> {
    let more = Box::new((noisy("left", n), noisy("right", n)));
    Box::new(Parts { first: Some(noisy("first", n)), second: noisy("second", n), more })
}

fn keep<T>(x: T) -> T {
    x
}

functions! {
    pub async fn all_of_it(n: u64) -> u64 {
        let x = Box::new((noisy("a", n), noisy("b", n)));
        let behind = noisy("behind", n);
        pause(1).await;
        let (a, b) = *x;
        pause(1).await;
        a.get() + b.get()
    }

    pub async fn a_part(n: u64) -> u64 {
        let x = Box::new((noisy("a", n), noisy("b", n)));
        let behind = noisy("behind", n);
        pause(1).await;
        let (a, _) = *x;
        pause(1).await;
        a.get()
    }

    pub async fn of_a_parameter(n: u64, x: Box<(Noisy, Noisy)>) -> u64 {
        let behind = noisy("behind", n);
        let (a, _) = *x;
        pause(1).await;
        a.get()
    }

    pub async fn parts_one_after_the_other(n: u64) -> u64 {
        let x = Box::new((noisy("a", n), noisy("b", n), noisy("c", n)));
        let behind = noisy("behind", n);
        pause(1).await;
        let (a, ..) = *x;
        pause(1).await;
        if n > 1 {
            let (_, b, _) = *x;
            pause(1).await;
            drop(b);
        }
        pause(1).await;
        let c = x.2;
        pause(1).await;
        a.get()
    }

    pub async fn arms_that_await(n: u64, x: Box<Tree>) -> u64 {
        let behind = noisy("behind", n);
        match *x {
            Tree::Leaf(leaf) => {
                pause(1).await;
                leaf.get()
            }
            Tree::Node(left, _, right) => {
                pause(1).await;
                drop(left);
                pause(1).await;
                4
            }
            Tree::Number(n) => number(n).await,
        }
    }

    pub async fn arms_that_do_not_await(n: u64) -> u64 {
        let x = tree(n);
        let behind = noisy("behind", n);
        pause(1).await;
        let got = match *x {
            Tree::Leaf(leaf) if leaf.get() > 100 => leaf.get(),
            Tree::Leaf(leaf) => leaf.get(),
            Tree::Node(left, _, right) => {
                drop(left);
                4
            }
            Tree::Number(n) => n,
        };
        pause(1).await;
        got
    }

    pub async fn if_let_that_awaits(n: u64) -> u64 {
        let x = tree(n);
        let behind = noisy("behind", n);
        pause(1).await;
        if let Tree::Leaf(leaf) = *x {
            pause(1).await;
            call("leaf", leaf.get());
        } else {
            pause(1).await;
        }
        pause(1).await;
        3
    }

    pub async fn if_let_that_does_not_await(n: u64) -> u64 {
        let x = tree(n);
        let behind = noisy("behind", n);
        pause(1).await;
        if let Tree::Leaf(leaf) = *x {
            call("leaf", leaf.get());
        }
        pause(1).await;
        3
    }

    pub async fn in_a_chain_that_awaits(n: u64) -> u64 {
        let x = tree(n);
        let behind = noisy("behind", n);
        pause(1).await;
        if n > 0 && let Tree::Leaf(leaf) = *x && call("leaf", leaf.get()) > 0 {
            pause(1).await;
            call("leaf", leaf.get());
        } else {
            pause(1).await;
        }
        pause(1).await;
        3
    }

    pub async fn in_a_chain_that_does_not_await(n: u64) -> u64 {
        let x = tree(n);
        let behind = noisy("behind", n);
        pause(1).await;
        let got = if n > 0 && let Tree::Node(left, ..) = *x && let Tree::Leaf(leaf) = *left { leaf.get() } else { 3 };
        pause(1).await;
        got
    }

    pub async fn a_field_in_a_chain_that_awaits(n: u64) -> u64 {
        let x = (Some(noisy("a", n)), noisy("b", n));
        let behind = noisy("behind", n);
        pause(1).await;
        if n > 0 && let Some(a) = x.0 {
            pause(1).await;
            call("a", a.get());
        } else {
            pause(1).await;
        }
        pause(1).await;
        3
    }

    pub async fn a_field_in_a_chain_that_does_not_await(n: u64) -> u64 {
        let x = (Some(noisy("a", n)), noisy("b", n));
        let behind = noisy("behind", n);
        pause(1).await;
        let got = if n > 0 && let Some(a) = x.0 && a.get() > 1 { call("a", a.get()) } else { call("no", 3) };
        pause(1).await;
        got
    }

    pub async fn a_field_in_a_loop_with_a_chain(n: u64) -> u64 {
        let x = (Some(noisy("a", n)), noisy("b", n));
        let behind = noisy("behind", n);
        pause(1).await;
        while n > 0 && let Some(a) = x.0 {
            call("a", a.get());
            break;
        }
        pause(1).await;
        3
    }

    pub async fn let_else(n: u64) -> u64 {
        let x = tree(n);
        let behind = noisy("behind", n);
        pause(1).await;
        let Tree::Node(left, middle, _) = *x else { return 3 };
        pause(1).await;
        middle.get()
    }

    pub async fn let_else_that_awaits(n: u64) -> u64 {
        let x = tree(n);
        let behind = noisy("behind", n);
        pause(1).await;
        let Tree::Node(left, middle, _) = *x else {
            pause(1).await;
            return 3;
        };
        pause(1).await;
        middle.get()
    }

    pub async fn down_to_the_leaf(n: u64) -> u64 {
        let mut x = tree(n);
        let behind = noisy("behind", n);
        pause(1).await;
        let mut got = 0;
        while let Tree::Node(left, _, right) = *x {
            pause(1).await;
            got += call("right", 1);
            x = left;
        }
        pause(1).await;
        got
    }

    pub async fn another_box_in_its_place(n: u64) -> u64 {
        let mut x = parts(n);
        let behind = noisy("behind", n);
        pause(1).await;
        let Parts { second, .. } = *x;
        pause(1).await;
        x = parts(n + 1);
        pause(1).await;
        let Parts { more, .. } = *x;
        second.get()
    }

    pub async fn in_a_field(n: u64) -> u64 {
        let x = (tree(n), noisy("beside", n));
        let behind = noisy("behind", n);
        pause(1).await;
        match *x.0 {
            Tree::Leaf(leaf) => {
                pause(1).await;
                leaf.get()
            }
            Tree::Node(left, _, right) => {
                pause(1).await;
                drop(left);
                pause(1).await;
                4
            }
            Tree::Number(n) => number(n).await,
        }
    }

    pub async fn in_a_field_beside_another(n: u64) -> u64 {
        let x = (tree(n), noisy("beside", n), noisy("other", n));
        let behind = noisy("behind", n);
        pause(1).await;
        if let Tree::Leaf(leaf) = *x.0 {
            pause(1).await;
            call("leaf", leaf.get());
        }
        if n == 2 {
            drop(x.1);
        }
        pause(1).await;
        3
    }

    pub async fn fields_of_what_is_in_it(n: u64) -> u64 {
        let x = parts(n);
        let behind = noisy("behind", n);
        pause(1).await;
        if let Some(first) = (*x).first {
            pause(1).await;
            call("first", first.get());
        }
        let second = x.second;
        let (left, _) = *x.more;
        pause(1).await;
        second.get()
    }

    pub async fn a_box_in_a_box(n: u64) -> u64 {
        let x = Box::new(parts(n));
        let behind = noisy("behind", n);
        pause(1).await;
        let Parts { second, .. } = **x;
        pause(1).await;
        second.get()
    }

    // What is copied stays where it is, and what it is behind is followed once.
    pub async fn behind_a_pointer(n: u64) -> u64 {
        let x = pointer((Some(n), noisy("other", n)));
        let behind = noisy("behind", n);
        pause(1).await;
        let (a, _) = *x;
        pause(1).await;
        if let (Some(a), _) = *x {
            pause(1).await;
            call("a", a);
        }
        match *x {
            (Some(a), _) if a > 1 => call("more", a),
            (None, _) => 0,
            (Some(a), _) => call("less", a),
        };
        if n > 0 && let (Some(a), _) = *x {
            call("chain", a);
        }
        pause(1).await;
        a.unwrap_or(1)
    }

    pub async fn behind_a_reference(n: u64, x: &mut Tree) -> u64 {
        let behind = noisy("behind", n);
        let x = keep(&mut *x);
        pause(1).await;
        let got = match *x {
            Tree::Number(n) => n,
            _ => 3,
        };
        pause(1).await;
        match *x {
            Tree::Number(n) => number(n).await,
            _ => 3,
        };
        *x = Tree::Number(3);
        pause(1).await;
        got
    }

    pub async fn behind_a_guard(n: u64) -> u64 {
        let lock = Mutex::new(Tree::Number(n));
        let mut guard = lock.lock().unwrap();
        let behind = noisy("behind", n);
        pause(1).await;
        let got = match *guard {
            Tree::Number(n) => n,
            _ => 3,
        };
        *guard = Tree::Number(3);
        pause(1).await;
        if let Tree::Number(n) = *guard { number(n).await } else { got }
    }
}

cases! {
    all_of_it [1] |n| all_of_it(n);
    a_part [1] |n| a_part(n);
    of_a_parameter [1] |n| of_a_parameter(n, Box::new((noisy("a", n), noisy("b", n))));
    parts_one_after_the_other [1, 2] |n| parts_one_after_the_other(n);
    arms_that_await [0, 1, 2] |n| arms_that_await(n, tree(n));
    arms_that_do_not_await [0, 1, 2] |n| arms_that_do_not_await(n);
    if_let_that_awaits [0, 1, 2] |n| if_let_that_awaits(n);
    if_let_that_does_not_await [0, 1, 2] |n| if_let_that_does_not_await(n);
    in_a_chain_that_awaits [0, 1, 2] |n| in_a_chain_that_awaits(n);
    in_a_chain_that_does_not_await [0, 1, 2] |n| in_a_chain_that_does_not_await(n);
    a_field_in_a_chain_that_awaits [0, 1] |n| a_field_in_a_chain_that_awaits(n);
    a_field_in_a_chain_that_does_not_await [0, 1, 2] |n| a_field_in_a_chain_that_does_not_await(n);
    a_field_in_a_loop_with_a_chain [0, 1] |n| a_field_in_a_loop_with_a_chain(n);
    let_else [0, 1, 2] |n| let_else(n);
    let_else_that_awaits [0, 1, 2] |n| let_else_that_awaits(n);
    down_to_the_leaf [0, 1, 2] |n| down_to_the_leaf(n);
    another_box_in_its_place [1] |n| another_box_in_its_place(n);
    in_a_field [0, 1, 2] |n| in_a_field(n);
    in_a_field_beside_another [0, 1, 2] |n| in_a_field_beside_another(n);
    fields_of_what_is_in_it [1] |n| fields_of_what_is_in_it(n);
    a_box_in_a_box [1] |n| a_box_in_a_box(n);
    behind_a_pointer [0, 1, 2] |n| behind_a_pointer(n);
    behind_a_reference [0, 1, 2] |n| behind_a_reference(n, &mut tree(n));
    behind_a_guard [1] |n| behind_a_guard(n);
}

#[test]
fn nothing_is_noted_where_nothing_moves() {
    use std::mem::size_of_val;
    assert!(size_of_val(&manual::behind_a_pointer(1)) <= size_of_val(&native::behind_a_pointer(1)));
    assert!(size_of_val(&manual::behind_a_guard(1)) <= size_of_val(&native::behind_a_guard(1)));
}
