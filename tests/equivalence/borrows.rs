//! Borrows of locals and arguments that are held across awaits.
use crate::harness::*;

functions! {
    pub async fn a_result_that_points_into_a_local(n: u64) -> u64 {
        let cell = std::cell::Cell::new(n);
        let inside = itself(&cell).await;
        cell.set(n + 5);
        let seen = inside.get();
        later("seen", 1, seen).await + cell.into_inner()
    }

    pub async fn a_result_that_points_into_a_local_until_the_end(n: u64) -> u64 {
        let cell = std::cell::Cell::new(n);
        let inside = itself(&cell).await;
        cell.set(n + 5);
        let seen = inside.get();
        seen + cell.into_inner()
    }

    pub async fn unique_reference_in_a_local(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let r = &mut a;
        pause(1).await;
        r.add(1);
        number(n).await;
        r.value += 2;
        a.get()
    }

    pub async fn shared_references_in_locals(n: u64) -> u64 {
        let a = noisy("a", n);
        let r = &a;
        let s = &a.value;
        pause(1).await;
        let both = (r, s);
        pause(1).await;
        both.0.get() + *both.1
    }

    pub async fn borrowed_by_the_awaited_future(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let b = noisy("b", n + 1);
        add_to(&mut a, b.value, 1).await;
        let got = read_from(&a, 2).await;
        a.bump(got).await;
        a.get() + b.touch().await
    }

    pub async fn reborrowed(a: &mut Noisy, n: u64) -> u64 {
        add_to(a, n, 1).await;
        {
            let inner = &mut *a;
            inner.bump(1).await;
        }
        add_to(&mut *a, 2, n).await;
        a.get()
    }

    pub async fn reference_chosen_at_run_time(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let mut b = noisy("b", n);
        let chosen = if n == 0 { &mut a } else { &mut b };
        pause(1).await;
        chosen.add(10);
        pause(1).await;
        chosen.add(20);
        a.value * 100 + b.value
    }

    pub async fn reference_that_moves_on(n: u64) -> u64 {
        let list = [noisy("x", n), noisy("y", n + 1), noisy("z", n + 2)];
        let mut at = &list[0];
        for item in &list {
            pause(1).await;
            if item.value > at.value {
                at = item;
            }
        }
        at.get()
    }

    pub async fn returned_reference<'a>(a: &'a Noisy, b: &'a Noisy, n: u64) -> &'a Noisy {
        let first = pick(a, b, n == 0).await;
        pause(1).await;
        if first.is_even() { first } else { b }
    }

    pub async fn elided_reference(a: &mut Noisy) -> &mut u64 {
        pause(1).await;
        a.add(1);
        &mut a.value
    }

    pub async fn slices(items: &mut [u64], n: u64) -> u64 {
        let (left, right) = items.split_at_mut(2);
        pause(1).await;
        left[0] = number(n).await;
        right[0] += left[0];
        let all = &*items;
        pause(1).await;
        if let [first, .., last] = all { first * 10 + last } else { 0 }
    }

    pub async fn iterators(n: u64) -> u64 {
        let list = vec![noisy("x", n), noisy("y", n + 1)];
        let mut left = list.iter().filter(|item| item.value > 0).peekable();
        let mut sum = 0;
        while let Some(item) = left.next() {
            sum += item.touch().await;
            if left.peek().is_none() {
                call("last", sum);
            }
        }
        sum
    }

    pub async fn iterator_that_owns(n: u64) -> u64 {
        let mut left = (0..3).map(|i| noisy("item", i)).collect::<Vec<_>>().into_iter();
        let mut sum = 0;
        while let Some(item) = left.next() {
            pause(1).await;
            sum += item.value;
            if sum >= n {
                break;
            }
        }
        drop(left);
        sum
    }

    pub async fn drained(n: u64) -> u64 {
        let mut list: Vec<Noisy> = (0..4).map(|i| noisy("item", i)).collect();
        let mut sum = 0;
        for item in list.drain(1..3) {
            pause(1).await;
            sum += item.value;
            if item.value == n {
                break;
            }
        }
        pause(1).await;
        sum + list.len() as u64
    }

    pub async fn guard_held(lock: &Lock, n: u64) -> u64 {
        let mut guard = lock.lock().await;
        *guard += n;
        pause(1).await;
        *guard += 1;
        *guard
    }

    pub async fn guard_given_back(lock: &Lock, n: u64) -> u64 {
        let first = {
            let guard = lock.lock_now();
            pause(n).await;
            *guard
        };
        let mut guard = lock.lock().await;
        *guard += first;
        drop(guard);
        pause(1).await;
        let taken = lock.try_lock().is_some();
        u64::from(taken) + first
    }

    pub async fn guard_of_a_local_lock(n: u64) -> u64 {
        let lock = Lock::new(n);
        let guard = lock.lock().await;
        let copy = *guard;
        if n == 1 {
            return copy;
        }
        pause(1).await;
        drop(guard);
        *lock.lock().await + 1
    }

    pub async fn buffer_read_in_pieces(mut reader: Reader) -> Result<Vec<u8>, String> {
        let mut buffer = [0; 4];
        let mut all = Vec::new();
        loop {
            let size = reader.read(&mut buffer).await?;
            if size == 0 {
                break;
            }
            all.extend_from_slice(&buffer[..size]);
        }
        Ok(all)
    }

    pub async fn two_phase(n: u64) -> usize {
        let mut list = vec![n];
        list.push(list.len() as u64);
        list.extend(now(vec![1, 2]).await);
        let last = list.len() - 1;
        list[last] += number(n).await;
        list.insert(0, now(list.len() as u64).await);
        call("sum", list.iter().sum());
        list.len()
    }

    pub async fn strings(name: &str, n: u64) -> String {
        let mut out = String::with_capacity(8);
        for (i, word) in name.split(' ').enumerate() {
            if i > 0 {
                out.push('-');
            }
            out += &text(word).await;
            out.push_str(&number(n).await.to_string());
        }
        let trimmed = out.trim_end_matches('0');
        pause(1).await;
        trimmed.to_owned()
    }

    pub async fn borrow_ends_before_the_move(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let r = &mut a;
        r.bump(1).await;
        let got = r.value;
        pause(1).await;
        eat(a, got).await
    }

    pub async fn reference_into_a_box(n: u64) -> u64 {
        let mut boxed = Box::new(noisy("boxed", n));
        let inside: &mut Noisy = &mut boxed;
        pause(1).await;
        inside.add(1);
        boxed.bump(2).await;
        pause(1).await;
        consume(*boxed)
    }

    pub async fn moved_behind_a_reference_to_it(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let reference = &mut a;
        reference.add(1);
        eat(a, 1).await
    }

    pub async fn ref_mut_in_a_closure(n: u64) -> u64 {
        let ref mut a = noisy("a", n);
        let mut add = |by: u64| a.add(by).value;
        add(1);
        noisy("temporary", n).touch().await;
        call("added", add(2))
    }
}

pub async fn itself<T>(value: &T) -> &T {
    pause(1).await;
    value
}

cases! {
    a_result_that_points_into_a_local [1] |n| a_result_that_points_into_a_local(n);
    a_result_that_points_into_a_local_until_the_end [1] |n| a_result_that_points_into_a_local_until_the_end(n);
    unique_reference_in_a_local [0, 1] |n| unique_reference_in_a_local(n);
    shared_references_in_locals [0, 1] |n| shared_references_in_locals(n);
    borrowed_by_the_awaited_future [0, 1] |n| borrowed_by_the_awaited_future(n);
    reborrowed [0, 1] |n| reborrowed(&mut noisy("argument", n), n);
    reference_chosen_at_run_time [0, 1] |n| reference_chosen_at_run_time(n);
    reference_that_moves_on [0, 1] |n| reference_that_moves_on(n);
    returned_reference [0, 1] |n| returned_reference(&noisy("a", n), &noisy("b", n), n);
    elided_reference [0, 1] |n| elided_reference(&mut noisy("a", n));
    slices [0, 1] |n| slices(&mut [1, 2, 3, 4], n);
    iterators [0, 1] |n| iterators(n);
    iterator_that_owns [0, 1, 9] |n| iterator_that_owns(n);
    drained [0, 1, 2] |n| drained(n);
    guard_held [0, 1] |n| guard_held(&Lock::new(n), n);
    guard_given_back [0, 1] |n| guard_given_back(&Lock::new(5), n);
    guard_of_a_local_lock [0, 1] |n| guard_of_a_local_lock(n);
    buffer_read_in_pieces [0, 5, 9] |n| buffer_read_in_pieces(Reader::new(&b"12345678!"[..n as usize]));
    two_phase [0, 1] |n| two_phase(n);
    strings [0, 1] |n| strings("one two", n);
    borrow_ends_before_the_move [0, 1] |n| borrow_ends_before_the_move(n);
    reference_into_a_box [0, 1] |n| reference_into_a_box(n);
    moved_behind_a_reference_to_it [0, 1, 2] |n| moved_behind_a_reference_to_it(n);
    ref_mut_in_a_closure [0, 1, 2] |n| ref_mut_in_a_closure(n);
}
