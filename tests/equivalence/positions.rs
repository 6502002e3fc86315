//! Awaits in every position of an expression: what comes first, what is a place, what is never evaluated.
use crate::harness::*;

#[derive(Debug)]
pub struct Three {
    a: u64,
    b: u64,
    _c: Option<Noisy>,
}

fn three(n: u64) -> Three {
    Three { a: call("a", n), b: call("b", n), _c: Some(noisy("c", n)) }
}

/// Added to by an operator that is not that of numbers.
pub struct Total(u64);

impl std::ops::AddAssign<u64> for Total {
    fn add_assign(&mut self, more: u64) {
        step();
        self.0 += more;
    }
}

pub struct Ready {
    value: u64,
}

impl Ready {
    fn some(self) -> Option<u64> {
        step();
        (self.value != 2).then_some(self.value)
    }

    fn up_to(&self) -> std::ops::Range<u64> {
        0..self.value
    }
}

functions! {
    pub async fn struct_literals_before_blocks(n: u64) -> Option<u64> {
        let mut sum = Total(n);
        sum.0 += Halves { left: noisy("left", n), right: noisy("right", number(3).await), count: n }.count;
        sum += Halves { left: noisy("left", n), right: noisy("right", number(3).await), count: n }.count;
        pause(1).await;
        sum.0 += Total(1).0 + (Halves { left: noisy("left", n), right: noisy("right", number(1).await), count: 1 }).count;
        if (Ready { value: n }).value == number(1).await {
            sum += 1;
        }
        match (Ready { value: number(n).await }).value {
            0 => sum += number(1).await,
            _ => sum += 2,
        }
        while let 7 = (Ready { value: number(sum.0).await }).value {
            sum += 1;
        }
        for more in (Ready { value: number(n).await }).up_to() {
            sum += number(more).await;
        }
        assert!(matches!(Ready { value: n }.value, 0..=9 if test("guard", number(n).await < 9)));
        assert_eq!(Ready { value: n }.value, number(n).await);
        if let Some(got) = (Ready { value: number(n).await }).some() {
            sum += got;
        } else {
            pause(1).await;
        }
        let got = Ready { value: number(n).await }.some()?;
        let later = Ready { value: n }.some()?;
        pause(1).await;
        Some(sum.0 + got + later + Ready { value: number(n).await }.some()?)
    }

    pub async fn index_on_both_sides(n: u64) -> u64 {
        // Natively an array of arrays that is indexed by two awaits crashes (rustc 1.95), a vector of vectors does not.
        let grid = vec![vec![1, 2, 3], vec![4, 5, 6], vec![7, 8, 9]];
        let a = grid[number(n).await as usize][number(n + 1).await as usize];
        let b = grid[call("row", n) as usize][number(n).await as usize];
        let table = Table::new("rows", [vec![1, 2], vec![3, 4], vec![5, 6]]);
        let c = table[call("row", n) as usize][number(n).await as usize];
        let d = &table[number(n).await as usize][call("column", n) as usize];
        a + b + c + *d
    }

    pub async fn index_out_of_bounds(n: u64) -> u64 {
        let mut grid = vec![vec![1, 2], vec![3, 4]];
        grid[n as usize][number(n).await as usize] = number(n).await;
        grid[n as usize][number(n).await as usize] += number(n).await;
        grid[n as usize][number(1).await as usize]
    }

    pub async fn mutable_reference_to_an_awaited_index(n: u64) -> u64 {
        let mut table = numbers();
        let place = &mut table[number(n).await as usize];
        *place += 1;
        add_one(&mut table[number(1).await as usize]);
        let got = *place_of(&mut *table.row(number(2).await as usize));
        got + table.rows[n as usize]
    }

    pub async fn nested_awaits(n: u64) -> u64 {
        let a = number(number(n).await + number(1).await).await;
        let b = number(number(number(a % 3).await).await).await;
        let (c, d) = (number(n).await, fetch("d", number(b).await).await);
        let list = [number(c).await; 3];
        let lists = [fetch("first", n).await, noisy("plain", n), fetch("last", 1).await];
        a + b + c + d.value + list[1] + lists[2].value
    }

    pub async fn ranges(n: u64) -> u64 {
        let mut sum = 0;
        for i in number(n).await..number(n + 3).await {
            sum += i;
        }
        for i in call("from", n)..=number(2).await {
            sum += number(i).await;
        }
        let slice = [1, 2, 3, 4, 5];
        sum += slice[call("from", 1) as usize..number(n + 2).await as usize].iter().sum::<u64>();
        sum += slice[number(n).await as usize..].len() as u64;
        sum + slice[..=number(n).await as usize].len() as u64
    }

    pub async fn struct_with_a_base(n: u64) -> u64 {
        let made = Three { b: number(n).await, ..three(n) };
        pause(1).await;
        let again = Three { a: number(n + 1).await, _c: lookup_noisy("again", n).await, ..made };
        pause(1).await;
        let last = Three { _c: Some(noisy("last", n)), a: number(1).await, ..now(three(2)).await };
        again.a + again.b + last.a + last.b
    }

    pub async fn casts_and_unary(n: u64) -> i64 {
        let a = -(number(n).await as i64) + number(1).await as i64;
        let b = !number(n).await as u8 as i64;
        a - b * -signed(n as i64).await
    }

    pub async fn break_with_a_value(n: u64) -> u64 {
        let a = loop {
            if test("leave", n == 0) {
                break number(n).await;
            }
            break call("plain", 2) + number(n).await;
        };
        let b = 'outer: loop {
            let _held = noisy("held", n);
            loop {
                let _inner = noisy("inner", n);
                call("left", number(1).await + if n == 0 { break 'outer number(5).await } else { number(2).await });
                break;
            }
            break 'outer call("after", 1);
        };
        let c = 'block: {
            let _held = noisy("in the block", n);
            if n == 1 {
                break 'block number(7).await + number(1).await;
            }
            number(8).await
        };
        a + b + c
    }

    pub async fn return_inside_operands(n: u64) -> u64 {
        let kept = noisy("kept", n);
        let a = call("left", number(n).await) + if test("returns", n == 0) { return number(9).await } else { 1 };
        let b = pair(noisy("moved", n).value, match n { 1 => return call("early", a), _ => number(n).await }).await;
        b.0 + b.1 + kept.value
    }

    pub async fn continue_inside_operands(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..4 {
            let _held = noisy("held", i);
            sum += number(i).await + if i % 2 == n { continue } else { number(1).await };
        }
        sum
    }

    pub async fn closures_beside_awaits(n: u64) -> u64 {
        let base = noisy("base", n);
        let got = apply(|x| x + base.value, number(n).await).await;
        let more = apply(move |x| x + base.value, number(got % 3).await).await;
        let list: Vec<u64> = [1, 2, 3].into_iter().map(|x| x + more).collect();
        list[number(n).await as usize]
    }

    pub async fn awaits_in_several_arguments(n: u64) -> u64 {
        let mut list = vec![1];
        list.push(number(n).await);
        list.insert(number(0).await as usize, number(5).await);
        list.extend([number(1).await, call("plain", 2), number(2).await]);
        let text = String::from("a-b-c").replace(&text("-").await, &text("+").await);
        let joined = noisy("head", n).add(number(n).await).add(number(1).await).get();
        list.iter().sum::<u64>() + text.len() as u64 + joined
    }

    pub async fn two_phase_borrows(n: u64) -> usize {
        let mut list = vec![n];
        list.push(list.len() as u64 + number(n).await);
        let mut sum = noisy("sum", n);
        sum.add(sum.value + number(1).await).add(number(2).await);
        let mut total = Sum(1);
        total += total.0 + number(n).await;
        list.len() + sum.value as usize + total.0 as usize
    }

    pub async fn reference_operands_before_awaits(n: u64) -> u64 {
        let mut first = noisy("first", n);
        let second = noisy("second", n);
        let a = both_of(&mut first, &second, number(n).await);
        let unique = &mut first;
        let b = both_of(unique, &second, number(1).await);
        unique.add(1);
        a + b + first.value
    }

    pub async fn reborrows_before_awaits(n: u64) -> u64 {
        let mut list = vec![1, 2, 3];
        let unique = &mut list;
        push_to(unique, number(n).await);
        push_to(&mut *unique, number(n).await);
        push_to(unique, number(1).await).push(number(2).await);
        unique.len() as u64 + list.iter().sum::<u64>()
    }

    pub async fn moves_before_awaits(n: u64) -> u64 {
        let (first, second) = (noisy("first", n), noisy("second", n));
        let a = weigh(first, number(n).await, second);
        let third = noisy("third", n);
        let kept = (third, number(n).await, noisy("fourth", n));
        let boxed = Box::new(noisy("boxed", n));
        let b = weigh(noisy("fifth", n), number(1).await, noisy("sixth", boxed.value));
        a + b + kept.1
    }

    pub async fn moved_operand_is_dropped_when_another_fails(n: u64) -> Result<u64, String> {
        let (first, second) = (noisy("first", n), noisy("second", n));
        let sum = weigh(first, attempt(n).await?, second);
        Ok(sum + attempt(n + 1).await?)
    }

    pub async fn copied_operand_before_a_change(n: u64) -> u64 {
        let mut x = n;
        let a = x + { x = 2; number(x).await };
        let b = call("fixed", x) + { x += 1; number(x).await } * { x += 1; x };
        let c = (x, { x = 9; number(1).await }, x);
        let d = [x, { x = 4; number(1).await }, x];
        a + b + c.0 + c.2 + d[0] + d[2]
    }

    pub async fn compared_after_a_change(n: u64) -> bool {
        let mut x = n;
        let a = x == { pause(1).await; n };
        let b = noisy("left", n).value < number(n + 1).await;
        a && b && x <= number(n).await
    }

    pub async fn lazy_operands(n: u64) -> bool {
        let a = test("first", n == 0) && flag(true).await && test("third", n == 1);
        let b = flag(n == 1).await || test("second", n == 2) || flag(true).await && flag(false).await;
        let c = !(flag(a).await || !flag(b).await) == (test("left", b) && flag(a).await);
        let mut d = test("start", true);
        d &= flag(n == 0).await || test("not", false);
        a || b || c && d
    }

    pub async fn lazy_operands_with_temporaries(n: u64) -> u64 {
        let mut sum = 0;
        if noisy("a", n).get() == 0 && noisy("b", n).touch().await == 0 || read_from(&noisy("c", n), 1).await == 1 {
            sum += number(1).await;
        }
        while noisy("d", sum).get() < 3 && noisy("e", n).touch().await < 5 {
            sum += number(1).await;
        }
        sum
    }

    pub async fn awaits_in_a_block_operand(n: u64) -> u64 {
        call("sum", {
            let held = noisy("held", n);
            held.touch().await
        }) + {
            pause(1).await;
            call("block", 2)
        } * { number(2).await }
    }

    pub async fn looked_up_before_the_awaits_behind(n: u64) -> u64 {
        let mut list = vec![noisy("x", 0), noisy("y", 1)];
        let a = pick_now(&list[n as usize], number(n).await);
        let b = call("sum", list[n as usize].value + number(1).await);
        list[n as usize].add(number(n).await);
        a + b
    }

    pub async fn compared_with_what_it_becomes(n: u64) -> bool {
        let mut x = n;
        let a = x == { x += 1; number(x).await };
        let b = x < { x = 7; number(1).await } + x;
        let c = Sum(x) == { x = 2; Sum(number(x).await) };
        a || b || c
    }
}

fn add_one(place: &mut u64) {
    event(format_args!("add one to {place}"));
    *place += 1;
}

fn place_of<'a, T>(place: &'a mut T) -> &'a mut T {
    step();
    place
}

fn apply(f: impl Fn(u64) -> u64, x: u64) -> Leaf<u64> {
    later("apply", 1, f(x))
}

fn both_of(a: &mut Noisy, b: &Noisy, n: u64) -> u64 {
    a.add(b.value + n).value
}

fn push_to(list: &mut Vec<u64>, n: u64) -> &mut Vec<u64> {
    step();
    list.push(n);
    list
}

fn weigh(a: Noisy, n: u64, b: Noisy) -> u64 {
    step();
    event(format_args!("weigh {a} {n} {b}"));
    a.value + n * b.value
}

fn pick_now(a: &Noisy, n: u64) -> u64 {
    a.get() + n
}

cases! {
    struct_literals_before_blocks [0, 1, 2] |n| struct_literals_before_blocks(n);
    index_on_both_sides [0, 1] |n| index_on_both_sides(n);
    index_out_of_bounds [0, 1, 2] |n| index_out_of_bounds(n);
    mutable_reference_to_an_awaited_index [0, 1] |n| mutable_reference_to_an_awaited_index(n);
    nested_awaits [0, 1] |n| nested_awaits(n);
    ranges [0, 1] |n| ranges(n);
    struct_with_a_base [0, 1] |n| struct_with_a_base(n);
    casts_and_unary [0, 1] |n| casts_and_unary(n);
    break_with_a_value [0, 1] |n| break_with_a_value(n);
    return_inside_operands [0, 1, 2] |n| return_inside_operands(n);
    continue_inside_operands [0, 1] |n| continue_inside_operands(n);
    closures_beside_awaits [0, 1] |n| closures_beside_awaits(n);
    awaits_in_several_arguments [0, 1] |n| awaits_in_several_arguments(n);
    two_phase_borrows [0, 1] |n| two_phase_borrows(n);
    reference_operands_before_awaits [0, 1] |n| reference_operands_before_awaits(n);
    reborrows_before_awaits [0, 1] |n| reborrows_before_awaits(n);
    moves_before_awaits [0, 1] |n| moves_before_awaits(n);
    moved_operand_is_dropped_when_another_fails [0, 2, 3] |n| moved_operand_is_dropped_when_another_fails(n);
    copied_operand_before_a_change [0, 1] |n| copied_operand_before_a_change(n);
    compared_after_a_change [0, 1] |n| compared_after_a_change(n);
    lazy_operands [0, 1, 2] |n| lazy_operands(n);
    lazy_operands_with_temporaries [0, 1] |n| lazy_operands_with_temporaries(n);
    awaits_in_a_block_operand [0, 1] |n| awaits_in_a_block_operand(n);
    looked_up_before_the_awaits_behind [0, 1, 2] |n| looked_up_before_the_awaits_behind(n);
    compared_with_what_it_becomes [0, 1] |n| compared_with_what_it_becomes(n);
}
