//! Receivers that are copied or moved by the call, and get another value while its arguments are awaited.
use crate::harness::*;

struct Counter {
    count: u64,
    last: Option<u64>,
    pair: Pair,
    list: Vec<u64>,
}

#[derive(Clone, Copy, PartialEq)]
struct Pair(u64, u64);

impl Pair {
    fn with(self, more: u64) -> u64 {
        self.0 * 10 + more
    }

    fn and(&self, more: u64) -> u64 {
        self.0 * 10 + self.1 + more
    }
}

impl Counter {
    fn new(count: u64) -> Self {
        Counter { count, last: Some(count), pair: Pair(count, 2), list: vec![count, 2, 3] }
    }

    async fn next(&mut self) -> u64 {
        pause(1).await;
        self.count += 5;
        self.last = None;
        self.pair = Pair(7, 7);
        self.list[0] = 9;
        self.count
    }

    async fn get(&self) -> u64 {
        pause(1).await;
        self.count
    }

    async fn checked(&mut self) -> Option<u64> {
        let next = self.next().await;
        (next < 8).then_some(next)
    }
}

async fn set(place: &mut u64) -> u64 {
    pause(1).await;
    *place = 100;
    7
}

#[repr(packed)]
#[derive(Clone, Copy)]
struct Packed {
    _before: u8,
    count: u64,
}

impl Packed {
    async fn next(&mut self) -> u64 {
        pause(1).await;
        self.count += 1;
        4
    }
}

trait Pass: Sized {
    fn pass(self, _: u64) -> Self {
        self
    }
}

impl Pass for Noisy {}

functions! {
    pub async fn a_local(n: u64) -> u64 {
        let mut count = n + 1;
        let sum = count.wrapping_add(set(&mut count).await);
        sum + count
    }

    pub async fn an_awaited_local(n: u64) -> u64 {
        let mut count = number(n).await;
        count.wrapping_add(set(&mut count).await)
    }

    pub async fn a_local_that_is_set(n: u64) -> u64 {
        let mut count = n;
        let most = count.max({ count = 77; number(1).await });
        most + count
    }

    pub async fn an_argument(mut n: u64) -> u64 {
        n.wrapping_mul({ n += 3; number(n).await }).wrapping_sub(n)
    }

    pub async fn a_field(n: u64) -> u64 {
        let mut counter = Counter::new(n);
        counter.count.wrapping_add(counter.next().await) + counter.count
    }

    pub async fn a_field_behind_a_reference(n: u64) -> u64 {
        let mut counter = Counter::new(n);
        let counter = &mut counter;
        counter.count.saturating_sub(counter.next().await) + counter.count.max(counter.next().await)
    }

    pub async fn of_a_type_of_its_own(n: u64) -> u64 {
        let mut counter = Counter::new(n);
        counter.pair.with(counter.next().await) + counter.pair.and(counter.get().await) + counter.pair.and(number(2).await)
    }

    pub async fn an_element(n: u64) -> u64 {
        let mut counter = Counter::new(n);
        counter.list[0].wrapping_add(counter.next().await) + counter.list[counter.list.len() - 3].pow(set(&mut counter.list[0]).await as u32 - 5)
    }

    pub async fn of_an_array(n: u64) -> u64 {
        let mut list = [n, 2, 3];
        list[0].wrapping_add(set(&mut list[0]).await) + list[0]
    }

    pub async fn what_is_pointed_to(n: u64) -> u64 {
        let mut count = n;
        let place = &mut count;
        (*place).wrapping_add(set(place).await) + count
    }

    pub async fn a_shared_reference(n: u64) -> u64 {
        let (one, two) = (vec![n], vec![n, n]);
        let mut list = &one;
        let got = list.get({ list = &two; number(1).await as usize }).copied();
        got.unwrap_or(9) + list.len() as u64
    }

    pub async fn taken_by_what_everybody_knows(n: u64) -> u64 {
        let mut counter = Counter::new(n);
        counter.last.unwrap_or(counter.next().await) + counter.last.map_or(counter.next().await, |last| last + 1)
    }

    pub async fn what_is_moved_and_set(n: u64, a: Noisy, b: Noisy) -> u64 {
        let mut noisy = a;
        let passed = noisy.pass({ noisy = b; number(n).await });
        pause(1).await;
        passed.get() * 10 + noisy.get()
    }

    pub async fn what_is_moved_and_set_in_a_branch(n: u64, a: Noisy, b: Noisy) -> u64 {
        let mut noisy = a;
        let passed = noisy.pass({ if n > 0 { noisy = b; } number(n).await });
        passed.get()
    }

    pub async fn beside_a_question(n: u64) -> Option<u64> {
        let mut counter = Counter::new(n);
        let left = counter.count.wrapping_sub(counter.checked().await?);
        Some(left.wrapping_add(counter.count.wrapping_mul(counter.checked().await?)))
    }

    pub async fn again_and_again(n: u64) -> u64 {
        let (mut counter, mut sum) = (Counter::new(n), 0u64);
        for _ in 0..2 {
            sum = counter.count.max(counter.next().await).wrapping_add(sum.min({ sum += 1; counter.next().await }));
        }
        sum
    }

    pub async fn of_any_type(n: u64) -> u64 {
        async fn any<T: Copy + Ord>(mut one: T, other: T) -> (T, T) {
            let most = one.max({ one = other; pause(1).await; other });
            (most, one)
        }
        let (most, other) = any(n, 2).await;
        most * 10 + other
    }

    pub async fn in_a_packed_struct(n: u64) -> u64 {
        let mut packed = Packed { _before: 1, count: n };
        packed.count.max(packed.next().await) + u64::from(packed.count == packed.next().await)
    }

    pub async fn one_inside_of_another(n: u64) -> u64 {
        let mut count = n;
        count.max(count.min({ count += 2; number(count).await }).wrapping_add({ count *= 2; number(count).await })) + count
    }

    pub async fn in_a_list(n: u64) -> Vec<u64> {
        let mut count = n;
        let list = vec![count, count.max({ count += 3; number(1).await }), count, count.min({ count -= 1; number(9).await })];
        vec![list[0], list[1], list[2], list[3], count]
    }

    pub async fn found_by_what_changes(n: u64) -> u64 {
        let (mut lists, mut at, mut counter) = (vec![vec![n], vec![], vec![], vec![]], 0, Counter::new(0));
        lists[at].push({ at = 2; number(4).await });
        lists[counter.count as usize].push(counter.next().await);
        lists[counter.pair.0 as usize - 4].push({ counter.pair.0 = 4; number(1).await });
        lists.iter().fold(at as u64, |sum, list| sum * 10 + list.len() as u64)
    }

    pub async fn that_only_borrow(n: u64, a: Noisy) -> bool {
        struct Names { names: Vec<String>, noisy: Noisy }
        impl Names {
            async fn name(&mut self) -> String { pause(1).await; "b".to_owned() }
            async fn last(&self) -> usize { pause(1).await; self.names.len() - 1 }
        }
        let mut names = Names { names: vec!["a".to_owned(), n.to_string()], noisy: a };
        let name = names.name().await;
        names.names[1].starts_with(&name) || names.names.get(names.last().await).is_some() && names.noisy.get() > 1
    }
}

cases! {
    a_local [0, 1] |n| a_local(n);
    an_awaited_local [0, 1] |n| an_awaited_local(n);
    a_local_that_is_set [0, 1] |n| a_local_that_is_set(n);
    an_argument [0, 1] |n| an_argument(n);
    a_field [0, 1] |n| a_field(n);
    a_field_behind_a_reference [0, 1] |n| a_field_behind_a_reference(n);
    of_a_type_of_its_own [0, 1] |n| of_a_type_of_its_own(n);
    an_element [0, 1] |n| an_element(n);
    of_an_array [0, 1] |n| of_an_array(n);
    what_is_pointed_to [0, 1] |n| what_is_pointed_to(n);
    a_shared_reference [0, 1] |n| a_shared_reference(n);
    taken_by_what_everybody_knows [0, 1] |n| taken_by_what_everybody_knows(n);
    what_is_moved_and_set [0, 1] |n| what_is_moved_and_set(n, noisy("a", n), noisy("b", 3));
    what_is_moved_and_set_in_a_branch [0, 1] |n| what_is_moved_and_set_in_a_branch(n, noisy("a", n), noisy("b", 3));
    beside_a_question [0, 1, 4] |n| beside_a_question(n);
    again_and_again [0, 1] |n| again_and_again(n);
    of_any_type [0, 1, 3] |n| of_any_type(n);
    in_a_packed_struct [0, 1, 9] |n| in_a_packed_struct(n);
    one_inside_of_another [0, 1] |n| one_inside_of_another(n);
    in_a_list [0, 1] |n| in_a_list(n);
    found_by_what_changes [0] |n| found_by_what_changes(n);
    that_only_borrow [0, 1] |n| that_only_borrow(n, noisy("a", n));
}
