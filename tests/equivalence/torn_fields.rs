//! Fields of locals that patterns take apart, and that are also moved, set again, copied, or used with the rest.
use crate::harness::*;

#[allow(dead_code, reason = "dropped")]
pub enum Order {
    Nothing,
    One(Noisy, u64),
    Two { first: Noisy, count: u64, second: Noisy },
    Six(Noisy, Option<Noisy>),
}

fn order(n: u64) -> Order {
    match n {
        0 => Order::Nothing,
        1 => Order::One(noisy("one", n), n),
        2 => Order::Two { first: noisy("first", n), count: n, second: noisy("second", n) },
        _ => Order::Six(noisy("six", n), (n > 3).then(|| noisy("some", n))),
    }
}

pub struct Request {
    order: Order,
    name: Noisy,
    other: (Order, Noisy),
}

pub struct Deep {
    request: Request,
    more: Box<Request>,
    last: Noisy,
}

fn request(n: u64) -> Request {
    Request { order: order(n), name: noisy("name", n), other: (order(1), noisy("beside", n)) }
}

fn deep(n: u64) -> Deep {
    Deep { request: request(n), more: Box::new(request(n + 1)), last: noisy("last", n) }
}

/// Knows where it stands.
pub struct Fixed {
    at: Option<u64>,
    here: std::cell::Cell<usize>,
    name: Noisy,
}

impl Fixed {
    fn new(n: u64) -> Fixed {
        Fixed { at: (n > 0).then_some(n), here: std::cell::Cell::new(0), name: noisy("fixed", n) }
    }
    fn settle(&self) {
        step();
        self.here.set(self as *const _ as usize);
    }
}

impl Drop for Fixed {
    fn drop(&mut self) {
        event(format_args!("same place: {}", self.here.get() == 0 || self.here.get() == self as *const _ as usize));
    }
}

pub struct Small {
    kind: Option<u64>,
    name: Noisy,
}
fn eat_request(request: Request) -> u64 {
    step();
    event(format_args!("eaten"));
    request.name.get()
}

pub struct Plain {
    at: (u64, u64),
    to: Option<u64>,
}
fn eat_plain(p: Plain) -> u64 {
    step();
    p.at.0 + p.to.unwrap_or(9)
}

functions! {
    pub async fn field_then_field_moved(n: u64) -> u64 {
        let request = request(n);
        pause(1).await;
        let got = match request.order {
            Order::One(it, _) => eat(it, 1).await,
            _ => number(2).await,
        };
        pause(1).await;
        got + consume(request.name)
    }

    pub async fn field_set_again(n: u64) -> u64 {
        let mut request = request(n);
        pause(1).await;
        let got = match request.order {
            Order::One(it, _) => eat(it, 1).await,
            Order::Two { second, .. } => second.touch().await,
            _ => number(2).await,
        };
        pause(1).await;
        request.order = order(2);
        pause(1).await;
        got + request.name.get()
    }

    pub async fn field_in_a_loop(n: u64) -> u64 {
        let mut request = request(n);
        let mut got = 0;
        for turn in 0..3 {
            pause(1).await;
            got += match request.order {
                Order::One(it, _) => eat(it, 1).await,
                Order::Two { second, .. } => second.touch().await,
                _ => number(2).await,
            };
            request.order = order(turn);
            pause(1).await;
        }
        got + request.name.get()
    }

    pub async fn whole_in_a_loop(n: u64) -> u64 {
        let mut request = request(n);
        let mut got = 0;
        for turn in 0..3 {
            pause(1).await;
            got += match request.order {
                Order::One(it, _) => eat(it, 1).await,
                Order::Two { second, .. } => second.touch().await,
                _ => number(2).await,
            };
            request = Request { order: order(turn), name: noisy("new", turn), other: (order(2), noisy("b", turn)) };
            pause(1).await;
            request.order = order(turn + 1);
        }
        got + request.name.get()
    }

    pub async fn two_fields_and_whole_by_branch(n: u64) -> u64 {
        let request = request(n);
        pause(1).await;
        if n == 3 {
            return eat_request(request) + number(1).await;
        }
        let got = match request.order {
            Order::One(it, _) => eat(it, 1).await,
            Order::Two { second, .. } => second.touch().await,
            _ => number(2).await,
        };
        let got = got + match request.other.0 {
            Order::One(it, _) if n != 2 => eat(it, 1).await,
            _ => number(2).await,
        };
        pause(1).await;
        got
    }

    pub async fn nested(n: u64) -> u64 {
        let deep = deep(n);
        pause(1).await;
        let got = match deep.request.order {
            Order::One(it, _) => eat(it, 1).await,
            Order::Six(_, Some(it)) => it.touch().await,
            _ => number(2).await,
        };
        let more = match deep.more.order {
            Order::One(it, _) => eat(it, 1).await,
            Order::Two { first, .. } => first.touch().await,
            _ => deep.last.touch().await,
        };
        pause(1).await;
        got + more + deep.request.name.get() + deep.more.name.get()
    }

    pub async fn early_exits(n: u64) -> Result<u64, String> {
        let request = request(n);
        let _between = noisy("between", n);
        for turn in 0..2 {
            pause(1).await;
            let got = match request.order {
                Order::One(it, _) => {
                    pause(1).await;
                    return Ok(it.get());
                }
                Order::Two { second, .. } => {
                    check(n + turn)?;
                    attempt(n + 1).await?;
                    consume(second)
                }
                Order::Six(it, Some(_)) => {
                    it.touch().await;
                    break;
                }
                _ => {
                    number(2).await;
                    continue;
                }
            };
            return Ok(got);
        }
        Ok(request.name.get())
    }

    pub async fn or_patterns(n: u64) -> u64 {
        let request = request(n);
        pause(1).await;
        let got = match request.order {
            Order::One(it, _) | Order::Two { second: it, .. } | Order::Six(_, Some(it)) if it.value != 7 => eat(it, 1).await,
            all @ Order::Six(..) => { pause(1).await; drop(all); 3 }
            _ => number(2).await,
        };
        pause(1).await;
        got + request.name.get()
    }

    pub async fn stays_in_place(n: u64) -> u64 {
        let fixed = Fixed::new(n);
        fixed.settle();
        pause(1).await;
        fixed.settle();
        let got = match fixed.at {
            Some(at) => number(at).await,
            None => fixed.name.touch().await,
        };
        pause(1).await;
        got
    }

    pub async fn plain_then_whole(n: u64) -> u64 {
        let plain = Plain { at: (n, 2), to: Some(n) };
        pause(1).await;
        let got = match plain.at {
            (0, y) => number(y).await,
            (x, _) => number(x).await,
        };
        pause(1).await;
        got + eat_plain(plain)
    }

    pub async fn copied_then_whole(n: u64) -> u64 {
        let request = Small { kind: Some(n), name: noisy("name", n) };
        pause(1).await;
        let got = match request.kind {
            Some(x) if x > 1 => number(x).await,
            Some(x) => x,
            _ => 2,
        };
        pause(1).await;
        let moved = request;
        pause(1).await;
        got + moved.name.get()
    }

    pub async fn copied_then_branch(n: u64) -> u64 {
        let mut request = Small { kind: Some(n), name: noisy("name", n) };
        let mut got = 0;
        for turn in 0..3 {
            pause(1).await;
            got += match request.kind {
                Some(x) if x > 1 => number(x).await,
                Some(x) => x,
                _ => 2,
            };
            if turn == n {
                let moved = request;
                pause(1).await;
                return moved.name.get();
            }
            request.kind = Some(turn);
        }
        got
    }

    pub async fn copied_field_then_field_moved(n: u64) -> u64 {
        let request = Small { kind: Some(n), name: noisy("name", n) };
        pause(1).await;
        let got = match request.kind {
            Some(x) if x > 1 => number(x).await,
            Some(x) => x,
            _ => 2,
        };
        pause(1).await;
        let kind = request.kind;
        got + eat(request.name, 1).await + kind.unwrap_or(0)
    }

    pub async fn fields_moved_by_branch(n: u64) -> u64 {
        let request = request(n);
        pause(1).await;
        if n == 1 {
            let order = request.order;
            pause(1).await;
            drop(order);
        } else {
            match request.order {
                Order::Two { second, .. } => { consume(second); pause(1).await; }
                Order::Six(_, Some(it)) => { let name = request.name; pause(1).await; two(it, name); }
                _ => pause(1).await,
            }
        }
        pause(1).await;
        let (_a, name) = (call("a", 1), request.other.1);
        pause(1).await;
        name.get()
    }

    pub async fn fields_set_and_moved(n: u64) -> u64 {
        let mut request = request(n);
        let mut got = 0;
        for turn in 0..3 {
            pause(1).await;
            got += match request.order {
                Order::One(it, _) | Order::Two { second: it, .. } if turn != 2 => eat(it, 1).await,
                _ => number(2).await,
            };
            if turn == n {
                got += eat(request.name, 1).await;
                request.name = noisy("renamed", turn);
            }
            pause(1).await;
            request.order = { step(); order(turn + 1) };
            request.other = (order(2), noisy("again", turn));
        }
        got + request.name.touch().await
    }

    pub async fn inner_and_outer_set(n: u64) -> u64 {
        let mut deep = deep(n);
        let mut got = 0;
        for turn in 0..2 {
            pause(1).await;
            got += match deep.request.order {
                Order::One(it, _) => eat(it, 1).await,
                Order::Two { second, .. } => second.touch().await,
                _ => number(2).await,
            };
            got += match deep.more.order {
                Order::Two { first, .. } => first.touch().await,
                Order::Six(it, _) => it.touch().await,
                _ => 1,
            };
            if n == 3 { return got; }
            deep.request = request(turn + 1);
            if n == 2 {
                deep.more = Box::new(request(turn));
            } else {
                deep.more.order = order(turn);
            }
        }
        got + deep.last.get()
    }

    pub async fn awaited_value_for_field(n: u64) -> u64 {
        let mut it = (lookup_noisy("found", n).await, noisy("beside", n));
        pause(1).await;
        let got = match it.0 {
            Some(it) if n != 1 => eat(it, 1).await,
            _ => number(7).await,
        };
        it.0 = lookup_noisy("again", n).await;
        pause(1).await;
        got + it.1.get()
    }

    pub async fn part_set_before(n: u64) -> u64 {
        let mut pair = ((noisy("a", n), noisy("b", n)), noisy("c", n));
        pair.0.1 = noisy("d", n);
        pause(1).await;
        let got = match pair.0 {
            (a, _) if n > 0 => eat(a, 1).await,
            (_, b) => eat(b, 1).await,
        };
        pause(1).await;
        got
    }

    pub async fn many_sets(n: u64) -> u64 {
        let mut r = (order(n), order(n + 1), order(n + 2), noisy("last", n));
        let mut got = 0;
        for turn in 0..2 {
            pause(1).await;
            got += match r.0 {
                Order::One(it, _) => eat(it, 1).await,
                Order::Two { first, .. } => eat(first, 1).await,
                Order::Six(_, Some(it)) => eat(it, 1).await,
                Order::Six(it, None) => eat(it, 1).await,
                _ => 0,
            };
            got += match r.1 {
                Order::One(it, _) => eat(it, 1).await,
                Order::Two { first, .. } => eat(first, 1).await,
                Order::Six(_, Some(it)) => eat(it, 1).await,
                Order::Six(it, None) => eat(it, 1).await,
                _ => 0,
            };
            got += match r.2 {
                Order::One(it, _) => eat(it, 1).await,
                Order::Six(_, Some(it)) => eat(it, 1).await,
                other => { pause(1).await; drop(other); 7 }
            };
            if turn + n == 2 { r.3 = noisy("mid", 0); break; }
            r.1 = order(2);
            r.0 = order(3 + turn);
            r.2 = order(turn);
        }
        got + consume(r.3)
    }

    pub async fn copies_and_a_part_set(n: u64) -> u64 {
        let mut state = (n, (n, Some(1)), noisy("state", n));
        pause(1).await;
        let (count, _, _) = state;
        pause(1).await;
        state.0 = count + 1;
        for turn in 0..2 {
            match state.1 {
                (x, Some(y)) if y < 4 => state.1.0 = number(x + y).await,
                (x, _) => { pause(1).await; state.1.1 = None; }
            }
            state.2 = noisy("new", turn);
            pause(1).await;
            match state {
                (1, (_, Some(y)), _) => state.0 = number(y).await,
                (_, (x, None), _) => pause(1).await,
                _ => {}
            }
        }
        let moved = state;
        pause(1).await;
        moved.0 + moved.1.0 + moved.2.get()
    }
}

cases! {
    field_then_field_moved [0, 1, 2] |n| field_then_field_moved(n);
    field_set_again [0, 1, 2] |n| field_set_again(n);
    field_in_a_loop [0, 1, 2] |n| field_in_a_loop(n);
    whole_in_a_loop [0, 1, 2] |n| whole_in_a_loop(n);
    two_fields_and_whole_by_branch [0, 1, 2, 3] |n| two_fields_and_whole_by_branch(n);
    nested [0, 1, 2, 4] |n| nested(n);
    early_exits [0, 1, 2, 3, 4] |n| early_exits(n);
    or_patterns [0, 1, 2, 3, 4, 7] |n| or_patterns(n);
    stays_in_place [0, 1, 2] |n| stays_in_place(n);
    plain_then_whole [0, 1, 2] |n| plain_then_whole(n);
    copied_then_whole [0, 1, 2] |n| copied_then_whole(n);
    copied_then_branch [0, 1, 2, 5] |n| copied_then_branch(n);
    copied_field_then_field_moved [0, 1, 2] |n| copied_field_then_field_moved(n);
    fields_moved_by_branch [0, 1, 2, 3, 4] |n| fields_moved_by_branch(n);
    fields_set_and_moved [0, 1, 2, 3] |n| fields_set_and_moved(n);
    inner_and_outer_set [0, 1, 2, 3] |n| inner_and_outer_set(n);
    awaited_value_for_field [0, 1, 2, 3] |n| awaited_value_for_field(n);
    part_set_before [0, 1] |n| part_set_before(n);
    many_sets [0, 1, 2, 3] |n| many_sets(n);
    copies_and_a_part_set [0, 1, 2] |n| copies_and_a_part_set(n);
}
