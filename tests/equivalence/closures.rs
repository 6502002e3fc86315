//! Closures and async blocks in the body: they stay as they are, and capture what they would natively.
use crate::harness::*;

functions! {
    pub async fn called_before_what_it_borrows_moves(a: Noisy) -> u64 {
        let outer = a;
        let first = || outer.value + call("closure", outer.get());
        let second = || outer.value + call("closure", outer.get());
        let sum = second() + first();
        sum + now(outer).await.value
    }

    pub async fn a_number_is_captured(n: u64) -> u64 {
        let x = n as u8;
        let one = 1;
        let closure = || u64::from(x) + one;
        pause(1).await;
        let big = [1u8; 64];
        let first = text(std::str::from_utf8(&big).unwrap_or_default()).await.len() as u64;
        first + closure()
    }

    pub async fn a_number_is_captured_by_a_block(n: u64) -> u64 {
        let array = [n as u8; 8];
        let block = async { u64::from(array[1]) };
        pause(1).await;
        let big = [1u8; 64];
        let first = text(std::str::from_utf8(&big).unwrap_or_default()).await.len() as u64;
        first + block.await
    }

    pub async fn closure_by_reference(n: u64) -> u64 {
        let a = noisy("a", n);
        let read = || a.get() + 1;
        pause(1).await;
        let got = read();
        pause(got % 2).await;
        a.value + read()
    }

    pub async fn closure_by_unique_reference(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let mut count = 0;
        let mut bump = |by| {
            count += 1;
            a.add(by).value
        };
        pause(1).await;
        bump(1);
        pause(1).await;
        let got = bump(2);
        got + count + a.value
    }

    pub async fn closure_by_value(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = noisy("b", n);
        let held = move || a.get();
        pause(1).await;
        let _c = noisy("c", b.value);
        let got = held();
        pause(1).await;
        drop(held);
        pause(1).await;
        got
    }

    pub async fn closure_that_consumes(n: u64) -> u64 {
        let a = noisy("a", n);
        let _b = noisy("b", n);
        let once = || consume(a);
        pause(1).await;
        if n == 0 {
            return { once }();
        }
        pause(1).await;
        n
    }

    pub async fn closure_made_and_used_between_awaits(n: u64) -> Vec<u64> {
        let factor = number(n).await;
        let mut list: Vec<u64> = (0..4).map(|x| x * factor).filter(|x| *x != 2).collect();
        pause(1).await;
        list.sort_by_key(|x| std::cmp::Reverse(*x + factor));
        list.retain(|&x| test("keep", x >= factor));
        pause(1).await;
        list
    }

    pub async fn closure_captures_a_field(n: u64) -> u64 {
        let mut pair = (noisy("left", n), noisy("right", n));
        let left = &mut pair.0;
        let read_right = || pair.1.get();
        left.add(1);
        pause(1).await;
        left.add(2);
        read_right() + pair.0.value
    }

    pub async fn move_closure_captures_one_field(n: u64) -> u64 {
        let pair = (noisy("left", n), noisy("right", n));
        pause(1).await;
        let right = move || pair.1.value;
        pause(1).await;
        let got = right();
        pause(1).await;
        got
    }

    pub async fn closure_returned_early_from(n: u64) -> Result<u64, String> {
        let parse = |text: &str| -> Result<u64, String> {
            let got = text.parse::<u64>().map_err(|error| error.to_string())?;
            if got > 5 {
                return Err("too big".into());
            }
            Ok(got)
        };
        let a = parse(&text(if n == 1 { "x" } else { "3" }).await)?;
        pause(1).await;
        let b = parse(&(a + n).to_string())?;
        Ok(a + b)
    }

    pub async fn async_block_by_reference(n: u64) -> u64 {
        let a = noisy("a", n);
        let waiting = async {
            pause(1).await;
            a.get()
        };
        pause(1).await;
        let got = waiting.await;
        got + a.value
    }

    pub async fn async_block_by_unique_reference(n: u64) -> u64 {
        let mut a = noisy("a", n);
        async {
            pause(1).await;
            a.add(5);
        }
        .await;
        pause(1).await;
        a.get()
    }

    pub async fn async_block_by_value(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = noisy("b", n);
        let waiting = async move {
            let _inside = noisy("inside", a.value);
            pause(1).await;
            a.get()
        };
        let _after = noisy("after", b.value);
        pause(1).await;
        if n == 1 {
            return 1;
        }
        waiting.await
    }

    pub async fn async_block_with_question(n: u64) -> Result<u64, String> {
        let _outer = noisy("outer", n);
        let got: Result<u64, String> = async {
            let a = attempt(n).await?;
            if a == 2 {
                return Ok(20);
            }
            Ok(a + attempt(a + 1).await?)
        }
        .await;
        pause(1).await;
        match got {
            Ok(got) => Ok(got),
            Err(why) if n == 3 => Err(why),
            Err(why) => Ok(why.len() as u64),
        }
    }

    pub async fn async_closure(n: u64) -> u64 {
        let a = noisy("a", n);
        let each = async |by: u64| {
            pause(by).await;
            a.get() + by
        };
        let first = each(1).await;
        pause(1).await;
        first + each(2).await + a.value
    }

    pub async fn futures_in_a_list(n: u64) -> u64 {
        let base = noisy("base", n);
        let waiting: Vec<_> = (0..n).map(|i| read_from(&base, i)).collect();
        pause(1).await;
        let mut sum = 0;
        for each in waiting {
            sum += each.await;
        }
        sum + base.value
    }

    pub async fn nested_closures(n: u64) -> u64 {
        let a = noisy("a", n);
        let outer = |x: u64| {
            let a_value = a.value;
            move |y: u64| x * 10 + y + a_value
        };
        pause(1).await;
        let inner = outer(2);
        pause(1).await;
        inner(n) + a.get()
    }

    pub async fn closure_parameters_shadow(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = number(n).await;
        let shadow = |a: u64, b: &str| a + b.len() as u64;
        pause(1).await;
        let sum = [1, 2].iter().map(|b| b + n).sum::<u64>();
        shadow(a.value, "four") + b + sum
    }

    pub async fn move_block_writes_through_a_parameter(pair: &mut (u64, Noisy), n: u64) -> u64 {
        let counting = async move {
            pair.0 += 1;
            pause(1).await;
            pair.1.add(n);
            pair.0
        };
        pause(1).await;
        counting.await
    }

    pub async fn move_closures_write_through_references(n: u64) -> u64 {
        let mut list = [(0, noisy("a", n)), (1, noisy("b", n))];
        let mut total = 0;
        for item in &mut list {
            pause(1).await;
            let mut count = move || {
                item.0 += 1;
                item.0
            };
            total += count();
            pause(1).await;
            total += count();
        }
        let first = &mut list[0];
        pause(1).await;
        let mut more = move || first.0 += 10;
        pause(1).await;
        more();
        total + list[0].0 * 100 + list[1].0
    }

    pub async fn move_closure_writes_to_its_own_copy(n: u64) -> u64 {
        let mut pair = (n, noisy("a", n));
        pause(1).await;
        let mut count = move || {
            pair.0 += 1;
            pair.0
        };
        pause(1).await;
        count() + count() * 10 + pair.0 * 100 + pair.1.get()
    }

    pub async fn closure_by_reference_in_a_move_block(n: u64) -> u64 {
        let limit = noisy("limit", n);
        let other = noisy("other", 1);
        let block = async move {
            let fits = |found: &u64| *found < limit.value + other.value;
            pause(1).await;
            let got = number(n).await;
            u64::from(fits(&got)) + limit.get() + other.get()
        };
        pause(1).await;
        block.await
    }

    pub async fn closure_and_await_in_one_statement(n: u64) -> Option<u64> {
        let limit = noisy("limit", 2);
        let got = lookup(n).await.filter(|&found| found < limit.value).map(|found| found + limit.get());
        pause(1).await;
        got.or_else(|| Some(limit.value)).filter(|_| n != 2)
    }

    pub async fn called_once_behind_a_loop_that_is_left(n: u64, b: Noisy) -> u64 {
        let call = move || consume(b);
        let x = 'search: loop {
            let t = noisy("t", n);
            if t.touch().await > 1 {
                break 'search t.get();
            }
            break 'search number(2).await;
        };
        for i in 0..2 {
            if number(i).await + n > 2 {
                continue;
            }
            pause(1).await;
        }
        call() + x
    }

    pub async fn called_once_in_what_is_added_in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..3 {
            let z = i + {
                let a = noisy("a", n + i);
                let call = move || consume(a);
                pause(1).await;
                call()
            };
            if z + ({
                let b = noisy("b", n);
                let call = move || consume(b);
                pause(1).await;
                call()
            }) > 3
            {
                continue;
            }
            sum += z;
        }
        sum
    }
}

cases! {
    called_once_in_what_is_added_in_a_loop [0, 1, 2] |n| called_once_in_what_is_added_in_a_loop(n);
    called_once_behind_a_loop_that_is_left [0, 2] |n| called_once_behind_a_loop_that_is_left(n, noisy("b", n));
    called_before_what_it_borrows_moves [0, 1] |n| called_before_what_it_borrows_moves(noisy("a", n));
    a_number_is_captured [0, 1] |n| a_number_is_captured(n);
    a_number_is_captured_by_a_block [0, 1] |n| a_number_is_captured_by_a_block(n);
    closure_by_reference [0, 1] |n| closure_by_reference(n);
    closure_by_unique_reference [0, 1] |n| closure_by_unique_reference(n);
    closure_by_value [0, 1] |n| closure_by_value(n);
    closure_that_consumes [0, 1] |n| closure_that_consumes(n);
    closure_made_and_used_between_awaits [0, 1, 2] |n| closure_made_and_used_between_awaits(n);
    closure_captures_a_field [0, 1] |n| closure_captures_a_field(n);
    move_closure_captures_one_field [0, 1] |n| move_closure_captures_one_field(n);
    closure_returned_early_from [0, 1, 5] |n| closure_returned_early_from(n);
    async_block_by_reference [0, 1] |n| async_block_by_reference(n);
    async_block_by_unique_reference [0, 1] |n| async_block_by_unique_reference(n);
    async_block_by_value [0, 1] |n| async_block_by_value(n);
    async_block_with_question [0, 2, 3, 6] |n| async_block_with_question(n);
    async_closure [0, 1] |n| async_closure(n);
    futures_in_a_list [0, 2] |n| futures_in_a_list(n);
    nested_closures [0, 1] |n| nested_closures(n);
    closure_parameters_shadow [0, 1] |n| closure_parameters_shadow(n);
    move_block_writes_through_a_parameter [0, 1] |n| move_block_writes_through_a_parameter(&mut (5, noisy("a", n)), n);
    move_closures_write_through_references [0, 1] |n| move_closures_write_through_references(n);
    move_closure_writes_to_its_own_copy [0, 1] |n| move_closure_writes_to_its_own_copy(n);
    closure_by_reference_in_a_move_block [0, 1] |n| closure_by_reference_in_a_move_block(n);
    closure_and_await_in_one_statement [0, 1, 2, 3] |n| closure_and_await_in_one_statement(n);
}
