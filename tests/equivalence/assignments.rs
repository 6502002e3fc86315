//! Awaits on both sides of assignments: which side comes first depends on the types.
use crate::harness::*;
use std::ops::AddAssign;

/// Copied, though nothing that can be seen of it says so.
#[derive(Clone, Copy)]
pub struct Copied(usize);

impl Copied {
    pub fn index(&self) -> usize {
        step();
        self.0
    }
}

async fn copied(key: Copied) -> u64 {
    pause(1).await;
    key.0 as u64
}

async fn takes(it: Noisy) -> u64 {
    pause(1).await;
    it.get() + 1
}

functions! {
    pub async fn added_to_a_number_in_a_table(n: u64) -> u64 {
        let mut table = numbers();
        table[call("index", n) as usize] += number(n).await;
        *table.row(1) += number(n + 1).await;
        table.all()[call("inner", 2) as usize] *= number(n + 2).await;
        table.rows[0] + table.rows[1] + table.rows[2]
    }

    pub async fn named_on_both_sides(n: u64) -> u64 {
        let mut table = numbers();
        for at in 0..n {
            table[(at % 3) as usize] += number(at).await;
        }
        table.rows[0] + table.rows[1] + table.rows[2]
    }

    pub async fn sums_named_on_both_sides(n: u64) -> String {
        let mut table = sums();
        for at in 0..n {
            table[(at % 3) as usize] += number(at).await;
        }
        format!("{:?}", table.rows)
    }

    pub async fn moved_by_the_value_behind_its_index(n: u64) -> String {
        let mut table = sums();
        let it = noisy("it", n % 3);
        table[it.get() as usize] += takes(it).await;
        let other = noisy("other", 1);
        table[other.get() as usize] += async move {
            pause(1).await;
            other.get()
        }
        .await;
        let key = Copied(1);
        let mut numbers = numbers();
        numbers[key.index()] += copied(key).await;
        pause(1).await;
        format!("{:?} {:?}", table.rows, numbers.rows)
    }

    pub async fn added_to_a_sum_in_a_table(n: u64) -> String {
        let mut table = sums();
        table[call("index", n) as usize] += number(n).await;
        *table.row(1) += number(n + 1).await;
        table.all()[call("inner", 2) as usize] += number(n + 2).await;
        format!("{:?}", table.rows)
    }

    pub async fn added_to_a_field_behind_a_pointer(n: u64) -> u64 {
        let mut numbers = pointer((n, 1_u32));
        let mut sums = pointer((Sum(n), Sum(1)));
        numbers.0 += number(n).await;
        sums.0 += number(n).await;
        numbers.1 <<= number(n).await;
        sums.1 <<= fetch("by", n).await;
        numbers.0 + sums.0.0 + sums.1.0 + u64::from(numbers.1)
    }

    pub async fn added_by_reference(n: u64) -> u64 {
        let mut table = numbers();
        let one = 1;
        table[call("index", n) as usize] += now(&one).await;
        table.rows.iter().sum()
    }

    pub async fn added_to_text(n: u64) -> String {
        let mut list = vec![String::from("a"), String::from("b")];
        list[call("index", n) as usize] += text("more").await.as_str();
        let slice = &mut list[..];
        slice[1] += &text("end").await;
        list.concat()
    }

    pub async fn added_to_a_type_parameter<T: AddAssign<u64> + Copy + Into<u64>>(start: T, n: u64) -> u64 {
        let mut table = Table::new("generic", [start; 3]);
        table[call("index", n) as usize] += number(n).await;
        *table.row(1) += number(n).await;
        table.rows.map(Into::into).iter().sum()
    }

    pub async fn added_to_a_number_not_yet_known(n: u64) -> f64 {
        let mut list = vec![1.5, 2.5];
        let mut counts = [0; 3];
        list[call("index", n) as usize] += now(0.5).await;
        counts[call("count", n) as usize] -= signed(2).await;
        list[0] * list[1] + counts[0] as f64
    }

    pub async fn added_to_bits_and_flags(n: u64) -> bool {
        let mut flags = Table::new("flags", [true, false, true]);
        flags[call("index", n) as usize] ^= flag(n == 0).await;
        flags[1] |= flag(n == 1).await;
        flags[0] & flags[1]
    }

    pub async fn added_through_a_guard(lock: &Lock, n: u64) -> u64 {
        *lock.lock_now() += number(n).await;
        *lock.lock_now() += read_from(&noisy("more", n), 1).await;
        let got = *lock.lock_now();
        got
    }

    pub async fn added_to_a_sum_through_a_guard(n: u64) -> String {
        let mut sums = sums();
        **pointer(sums.row(call("index", n) as usize)) += read_from(&noisy("more", n), 1).await;
        **pointer(&mut sums.rows[1]) += read_from(&noisy("more", n), 1).await;
        format!("{:?}", sums.rows)
    }

    pub async fn added_value_may_fail(n: u64) -> Result<u64, String> {
        let mut table = sums();
        let kept = noisy("kept", n);
        table[check(n)? as usize % 3] += attempt(n + 1).await?;
        *table.row(kept.value as usize) += attempt(n + 2).await?;
        Ok(table.rows[0].0 + kept.value)
    }

    pub async fn operand_moves_into_the_place(n: u64) -> String {
        let mut table = sums();
        let (key, other) = (noisy("key", n), noisy("other", n));
        table[eat_now(key)] += number(n).await;
        let mut numbers = numbers();
        numbers[eat_now(other)] += number(n).await;
        pause(1).await;
        format!("{:?} {:?}", table.rows, numbers.rows)
    }

    pub async fn awaits_in_the_place_that_is_added_to(n: u64) -> String {
        let mut sums = sums();
        let mut numbers = numbers();
        sums[number(n).await as usize] += number(1).await;
        numbers[number(n).await as usize] += number(2).await;
        sums[number(n + 1).await as usize] += call("plain", 3);
        numbers[number(n + 1).await as usize] += call("plain", 4);
        format!("{:?} {:?}", sums.rows, numbers.rows)
    }

    pub async fn assigned_place_awaits(n: u64) -> u64 {
        let mut table = numbers();
        table[number(n).await as usize] = call("value", 7);
        table[number(n + 1).await as usize] = number(8).await;
        *now(table.row(2)).await = call("third", 9);
        *now(table.row(0)).await = number(10).await;
        table.rows.iter().sum()
    }

    pub async fn assigned_place_that_was_dropped(n: u64) -> u64 {
        let mut table = Table::new("noisy", [noisy("x", 0), noisy("y", 1), noisy("z", 2)]);
        table[number(n).await as usize] = noisy("new", n);
        table[number(n + 1).await as usize] = fetch("newer", n).await;
        *now(table.row(2)).await = fetch("newest", n).await;
        pause(1).await;
        table.rows[0].value + table.rows[1].value
    }

    #[allow(unused_assignments)]
    pub async fn parameters_that_are_only_assigned(mut n: u64, mut a: Noisy) -> u64 {
        pause(1).await;
        n = 4;
        a = noisy("assigned", 1);
        pause(1).await;
        1
    }

    pub async fn destructuring_assignment(n: u64) -> u64 {
        let mut table = numbers();
        let (mut a, mut b);
        (a, b) = pair(n, 1).await;
        (table[0], b) = pair(a, b + 1).await;
        [a, ..] = now([b, a, n]).await;
        (table[number(n).await as usize], _) = pair(a, 3).await;
        a + b + table.rows[0] + table.rows[1]
    }

    pub async fn unit_values_of_assignments(n: u64) -> ((), u64, ()) {
        let mut x = 0;
        let mut table = sums();
        let a = x = number(n).await;
        (a, number(1).await, table[call("index", n) as usize] += number(x).await)
    }

    pub async fn to_nothing(n: u64) -> u64 {
        let mut a = noisy("a", n);
        _ = a;
        pause(1).await;
        _ = a.value;
        a.touch().await;
        a = noisy("b", n);
        _ = noisy("temporary", n);
        _ = fetch("fetched", n).await;
        let h = halves(n);
        _ = h.left;
        (_, a) = (noisy("left out", n), h.left);
        {
            _ = a;
            h.right.touch().await
        }
    }

    pub async fn struct_for_a_field(n: u64) -> u64 {
        let mut h = halves(n);
        h.left = Noisy { name: "given", value: n };
        pause(1).await;
        consume(h.left) + h.right.get()
    }

    pub async fn what_the_value_leaves_behind_an_awaited_place(n: u64, a: Noisy) -> u64 {
        let lock = Lock::new(n);
        *lock.lock().await += (match [noisy("x", a.touch().await), fetch("y", 1).await] {
            [x, ..] => x.get(),
        });
        let x = *lock.lock_now();
        x
    }
}

fn eat_now(key: Noisy) -> usize {
    consume(key) as usize % 3
}

cases! {
    what_the_value_leaves_behind_an_awaited_place [0, 1] |n|
        what_the_value_leaves_behind_an_awaited_place(n, noisy("a", n));
    struct_for_a_field [0, 1] |n| struct_for_a_field(n);
    added_to_a_number_in_a_table [0, 1, 3] |n| added_to_a_number_in_a_table(n);
    named_on_both_sides [2] |n| named_on_both_sides(n);
    sums_named_on_both_sides [2] |n| sums_named_on_both_sides(n);
    moved_by_the_value_behind_its_index [1, 2] |n| moved_by_the_value_behind_its_index(n);
    added_to_a_sum_in_a_table [0, 1, 3] |n| added_to_a_sum_in_a_table(n);
    added_to_a_field_behind_a_pointer [0, 1] |n| added_to_a_field_behind_a_pointer(n);
    added_by_reference [0, 1] |n| added_by_reference(n);
    added_to_text [0, 1, 2] |n| added_to_text(n);
    added_to_a_type_parameter [0, 1] |n| added_to_a_type_parameter(n, n);
    added_to_a_number_not_yet_known [0, 1, 2] |n| added_to_a_number_not_yet_known(n);
    added_to_bits_and_flags [0, 1, 3] |n| added_to_bits_and_flags(n);
    added_through_a_guard [0, 1] |n| added_through_a_guard(&Lock::new(n), n);
    added_to_a_sum_through_a_guard [0, 1] |n| added_to_a_sum_through_a_guard(n);
    added_value_may_fail [0, 1, 2, 3] |n| added_value_may_fail(n);
    operand_moves_into_the_place [0, 1] |n| operand_moves_into_the_place(n);
    awaits_in_the_place_that_is_added_to [0, 1, 2] |n| awaits_in_the_place_that_is_added_to(n);
    assigned_place_awaits [0, 1] |n| assigned_place_awaits(n);
    parameters_that_are_only_assigned [0] |n| parameters_that_are_only_assigned(n, noisy("a", n));
    assigned_place_that_was_dropped [0, 1] |n| assigned_place_that_was_dropped(n);
    destructuring_assignment [0, 1] |n| destructuring_assignment(n);
    unit_values_of_assignments [0, 1] |n| unit_values_of_assignments(n);
    to_nothing [0, 1, 2] |n| to_nothing(n);
}
