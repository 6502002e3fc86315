//! `loop`, `while`, `while let`, `for`, with labels, values and every way out.
use crate::harness::*;

functions! {
    pub async fn while_plain(n: u64) -> u64 {
        let mut i = 0;
        while i < n {
            let _item = noisy("item", i);
            pause(i).await;
            i += 1;
        }
        i
    }

    pub async fn while_awaits_its_condition(n: u64) -> u64 {
        let mut i = 0;
        while flag(i < n).await {
            let _item = noisy("item", i);
            i += 1;
        }
        while number(i).await > 1 {
            i -= 1;
            pause(1).await;
        }
        i
    }

    pub async fn while_awaits_a_compound_condition(n: u64) -> u64 {
        let mut i = 0;
        while i < 5 && !flag(i == n).await {
            i += 1;
        }
        i
    }

    pub async fn while_left_in_its_head(n: u64) -> u64 {
        let mut at = 0;
        'counted: while {
            let _head = noisy("head", at);
            if at == n {
                break 'counted;
            }
            if at == 2 {
                at += 3;
                continue 'counted;
            }
            flag(at < 7).await
        } {
            let _body = noisy("body", at);
            at += number(1).await;
        }
        'found: while let Some(more) = {
            if at == 7 {
                break 'found;
            }
            attempt(at).await.ok()
        } {
            at += 1 + more;
        }
        at
    }

    pub async fn while_let_stream(mut source: Source) -> u64 {
        let mut sum = 0;
        while let Some(item) = source.next().await {
            sum += call("item", item);
        }
        sum
    }

    pub async fn while_let_noisy_stream(mut source: Source) -> u64 {
        let _guard = noisy("guard", 0);
        let mut kept = None;
        while let Some(item) = source.next_noisy().await {
            if item.value == 1 {
                continue;
            }
            pause(1).await;
            if item.value == 4 {
                kept = Some(item);
                break;
            }
        }
        pause(1).await;
        kept.map_or(0, |item| item.value)
    }

    pub async fn while_let_pop(n: u64) -> u64 {
        let mut stack: Vec<Noisy> = (0..n).map(|i| noisy("stacked", i)).collect();
        let mut sum = 0;
        while let Some(top) = stack.pop() {
            sum += eat(top, 1).await;
            if sum == 1 {
                stack.push(fetch("again", 5).await);
            }
        }
        sum
    }

    pub async fn while_let_chain(mut source: Source, limit: u64) -> u64 {
        let mut seen = 0;
        while seen < limit && let Some(item) = source.next().await {
            seen += 1 + item;
        }
        seen
    }

    pub async fn loop_break_value(n: u64) -> u64 {
        let mut i = 0;
        let found = loop {
            let candidate = fetch("candidate", i).await;
            if i >= n {
                break candidate;
            }
            i += 1;
            if i == 2 {
                continue;
            }
            pause(1).await;
        };
        pause(1).await;
        found.get()
    }

    pub async fn loop_break_awaited_value(n: u64) -> u64 {
        let mut i = 0;
        loop {
            let _turn = noisy("turn", i);
            i += 1;
            if i > n {
                break number(i).await;
            }
        }
    }

    pub async fn for_range(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            let item = noisy("item", i);
            sum += number(i).await;
            if i == 1 {
                continue;
            }
            sum += item.get();
        }
        sum
    }

    pub async fn for_inclusive_range_reversed(n: u32) -> u32 {
        let mut sum = 0;
        for i in (1..=n).rev().step_by(2) {
            pause(1).await;
            sum = sum * 10 + i;
        }
        sum
    }

    pub async fn for_slice(items: &[Noisy]) -> u64 {
        let mut sum = 0;
        for item in items {
            sum += item.touch().await;
        }
        for (i, item) in items.iter().enumerate() {
            sum += read_from(item, i as u64).await;
        }
        sum
    }

    pub async fn for_slice_mut(items: &mut [Noisy]) -> u64 {
        for item in items.iter_mut() {
            item.bump(1).await;
        }
        let mut last = 0;
        for Noisy { value, .. } in &mut *items {
            *value += number(2).await;
            last = *value;
        }
        last
    }

    pub async fn for_owned(items: Vec<Noisy>) -> u64 {
        let mut sum = 0;
        for item in items {
            if item.value == 2 {
                return sum;
            }
            sum += eat(item, 1).await;
        }
        sum + 100
    }

    pub async fn for_awaited_iterable(n: u64) -> u64 {
        let mut sum = 0;
        for item in now((0..n).map(|i| noisy("item", i)).collect::<Vec<_>>()).await {
            pause(1).await;
            sum += item.get();
            if sum == 1 {
                break;
            }
        }
        for c in text("abc").await.chars() {
            sum += c as u64;
            pause(1).await;
        }
        sum
    }

    pub async fn for_over_a_temporary(n: u64) -> u64 {
        let mut sum = 0;
        for item in [noisy("a", n), noisy("b", n + 1)].iter().chain(&[noisy("c", n)]) {
            pause(1).await;
            sum += item.value;
        }
        sum
    }

    pub async fn for_without_await_inside_one_with(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            for j in 0..i {
                if j == 2 {
                    break;
                }
                sum += call("inner", j);
            }
            pause(1).await;
        }
        sum
    }

    pub async fn labelled(n: u64) -> u64 {
        let _outside = noisy("outside", n);
        let mut steps = 0;
        'rows: for row in 0..3 {
            let _row = noisy("row", row);
            'columns: loop {
                let column = fetch("column", steps).await;
                steps += 1;
                match (row + steps + n) % 5 {
                    0 => break 'rows,
                    1 => continue 'rows,
                    2 => break 'columns,
                    3 => continue 'columns,
                    _ => {
                        pause(1).await;
                        column.get();
                    }
                }
            }
            call("row done", row);
        }
        steps
    }

    pub async fn labelled_loop_with_value(n: u64) -> Result<Noisy, String> {
        let mut i = 0;
        let got = 'search: loop {
            let outer = noisy("outer", i);
            for j in 0..3 {
                let inner = fetch("inner", j).await;
                if i + j == n {
                    break 'search inner;
                }
                if j == 2 && i == 1 {
                    break 'search outer;
                }
                check(i + j)?;
            }
            i += 1;
        };
        pause(1).await;
        Ok(got)
    }

    pub async fn return_out_of_nested_loops(n: u64) -> u64 {
        let _a = noisy("a", n);
        for i in 0..3 {
            let _b = noisy("b", i);
            let mut j = 0;
            while j < 3 {
                let c = noisy("c", j);
                pause(j).await;
                if i * 3 + j == n {
                    return c.into_value();
                }
                j += 1;
            }
        }
        99
    }

    pub async fn loop_around_a_held_iterator(n: u64) -> u64 {
        let words = ["one", "two", "three"];
        let mut left = words.iter().cycle().skip(1);
        let mut sum = 0;
        let sum = loop {
            let Some(word) = left.next() else { break 0 };
            sum += text(word).await.len() as u64;
            if sum > n {
                break sum;
            }
        };
        pause(1).await;
        sum
    }
}

cases! {
    while_plain [0, 1, 3] |n| while_plain(n);
    while_awaits_its_condition [0, 1, 3] |n| while_awaits_its_condition(n);
    while_awaits_a_compound_condition [0, 2, 9] |n| while_awaits_a_compound_condition(n);
    while_left_in_its_head [0, 1, 4, 9] |n| while_left_in_its_head(n);
    while_let_stream [0, 1, 4] |n| while_let_stream(Source::new(n));
    while_let_noisy_stream [0, 3, 6] |n| while_let_noisy_stream(Source::new(n));
    while_let_pop [0, 1, 3] |n| while_let_pop(n);
    while_let_chain [0, 2, 5] |n| while_let_chain(Source::new(n), 4);
    loop_break_value [0, 1, 3] |n| loop_break_value(n);
    loop_break_awaited_value [0, 2] |n| loop_break_awaited_value(n);
    for_range [0, 1, 3] |n| for_range(n);
    for_inclusive_range_reversed [0, 1, 4] |n| for_inclusive_range_reversed(n as u32);
    for_slice [0, 1] |n| for_slice(&[noisy("x", n), noisy("y", n)]);
    for_slice_mut [0, 1] |n| for_slice_mut(&mut [noisy("x", n), noisy("y", n)]);
    for_owned [0, 1, 2, 4] |n| for_owned((0..n).map(|i| noisy("item", i)).collect());
    for_awaited_iterable [0, 1, 3] |n| for_awaited_iterable(n);
    for_over_a_temporary [0, 1] |n| for_over_a_temporary(n);
    for_without_await_inside_one_with [0, 1, 4] |n| for_without_await_inside_one_with(n);
    labelled [0, 1, 2, 3, 4] |n| labelled(n);
    labelled_loop_with_value [0, 1, 2, 7] |n| labelled_loop_with_value(n);
    return_out_of_nested_loops [0, 4, 20] |n| return_out_of_nested_loops(n);
    loop_around_a_held_iterator [0, 9] |n| loop_around_a_held_iterator(n);
}
