//! Compound assignments to places that are found by parts of temporaries, and by what methods take.
use crate::harness::*;

fn part(noisy: Noisy) -> usize {
    consume(noisy) as usize % 3
}

functions! {
    pub async fn by_a_copied_field(n: u64) -> u64 {
        let mut table = numbers();
        table[halves(n).count as usize % 3] += number(2).await;
        table[n as usize % 3]
    }

    pub async fn by_a_moved_field(n: u64) -> u64 {
        let mut table = numbers();
        table[part(halves(n).left)] += number(2).await;
        table[Some(halves(n).right).map_or(0, part)] += number(3).await;
        table[n as usize % 3]
    }

    pub async fn by_a_borrowed_field(n: u64) -> u64 {
        let mut table = numbers();
        table[halves(n).left.get() as usize % 3] += number(2).await;
        table[n as usize % 3]
    }

    pub async fn by_the_rest_of_another(n: u64) -> Result<u64, String> {
        let mut table = numbers();
        table[part(Halves { left: noisy("new", check(n)?), ..halves(n) }.left)] += attempt(2).await?;
        let matches = matches!(Halves { left: noisy("newer", n), ..halves(n) }.left, Noisy { value: 1.., .. });
        table[usize::from(matches)] += number(2).await;
        Ok(table[n as usize % 3])
    }

    pub async fn overloaded(n: u64) -> u64 {
        let mut table = sums();
        table[halves(n).count as usize % 3] += number(2).await;
        table[part(halves(n).left)] += number(3).await;
        table[part(Halves { left: noisy("new", n), ..halves(n) }.right)] += number(4).await;
        table[n as usize % 3].0
    }

    pub async fn in_a_map(n: u64) -> u64 {
        let mut counts = std::collections::BTreeMap::new();
        *counts.entry(halves(n).count).or_insert(1) += number(2).await;
        *counts.entry(consume(halves(n).left)).or_insert(1) -= number(1).await;
        counts.values().sum()
    }

    pub async fn by_what_a_method_takes(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n + 1));
        let mut table = numbers();
        table[a.into_value() as usize % 3] += number(2).await;
        pause(1).await;
        table[b.into_value() as usize % 3] -= number(1).await;
        table[n as usize % 3]
    }

    pub async fn by_what_a_method_takes_overloaded(n: u64) -> u64 {
        let a = noisy("a", n);
        let mut table = sums();
        table[a.into_value() as usize % 3] += number(2).await;
        table[n as usize % 3].0
    }

    pub async fn by_what_a_method_borrows(n: u64) -> u64 {
        let a = noisy("a", n);
        let mut table = numbers();
        table[a.get() as usize % 3] += number(2).await;
        let mut sums = sums();
        sums[a.get() as usize % 3] += number(3).await;
        table[n as usize % 3] + sums[n as usize % 3].0
    }

    pub async fn by_fields_that_are_taken(n: u64) -> u64 {
        let (a, b) = (halves(n), halves(n + 1));
        let mut table = numbers();
        table[a.left.into_value() as usize % 3] += number(2).await;
        table[part(a.right)] += number(3).await;
        let mut sums = sums();
        sums[b.right.into_value() as usize % 3] += number(4).await;
        sums[part(b.left)] += number(5).await;
        table[n as usize % 3] + sums[n as usize % 3].0
    }

    pub async fn taken_in_a_loop(n: u64) -> u64 {
        let mut counts = std::collections::BTreeMap::new();
        for i in 0..n {
            let key = noisy("key", i);
            if i == 1 {
                *counts.entry(key.into_value()).or_insert(1) += number(2).await;
                continue;
            }
            *counts.entry(key.get()).or_insert(1) += number(1).await;
        }
        counts.values().sum()
    }

    pub async fn taken_and_set_again(n: u64) -> u64 {
        let mut key = noisy("key", n);
        let mut table = numbers();
        table[key.into_value() as usize % 3] += number(2).await;
        key = noisy("another", n + 1);
        pause(1).await;
        table[key.into_value() as usize % 3] += number(2).await;
        table[n as usize % 3]
    }

    pub async fn by_what_leaves_a_part(n: u64, other: Noisy) -> u64 {
        let mut table = numbers();
        table[((match lookup_noisy("awaited", n).await {
            Some(it) if it.get() > 1 => it.get(),
            Some(_) => other.get(),
            None => 4,
        })
        .min(2)) as usize] += number(2).await;
        table[((1..(match Some(noisy("made", n)) {
            Some(it) if it.get() > 1 => it.get(),
            Some(_) => other.get(),
            None => 4,
        }))
            .map(|k| k)
            .sum::<u64>()
            % 3) as usize] += number(2).await;
        table[n as usize % 3]
    }

    pub async fn by_locals_in_a_macro(n: u64) -> u64 {
        let mut table = numbers();
        let key = vec![
            {
                let mut inside = halves(n);
                inside.left.value += number(n).await;
                inside.left.get()
            };
            2
        ];
        table[key[1] as usize % 3] += 1;
        table[vec![
            {
                let mut inside = sums();
                inside[1] += number(n).await;
                inside[1].0 as usize % 3
            };
            2
        ][1]] += number(2).await;
        table[format!("{}{}", { let inside = Box::new(noisy("boxed", n)); pause(1).await; *inside }, number(1).await).len() % 3] += 2;
        table[1]
    }

    pub async fn by_a_pattern_in_a_macro(n: u64) -> u64 {
        let mut table = numbers();
        table[vec![{ let Noisy { value, .. } = noisy("apart", n); pause(1).await; value as usize % 3 }][0]] += number(2).await;
        table[match vec![number(n).await][0] {
            first if matches!(number(first).await, second if second > 1) => 2,
            _ => 0,
        }] += number(3).await;
        table[u64::from(matches!(
            noisy("matched", { let inside = &mut *Box::new(noisy("inside", n)); pause(1).await; inside.get() }),
            Noisy { value: 1.., .. }
        )) as usize] += number(4).await;
        table[n as usize % 3]
    }

    pub async fn of_a_guard_by_locals_in_a_macro(n: u64) -> u64 {
        let lock = Lock::new(n);
        *lock.lock().await += vec![{ let mut inside = halves(n); inside.left.value += number(1).await; inside.right.get() }; 2][1];
        let got = *lock.lock_now();
        got
    }
}

cases! {
    by_what_leaves_a_part [0, 1, 2, 3] |n| by_what_leaves_a_part(n, noisy("other", n));
    by_locals_in_a_macro [0, 1] |n| by_locals_in_a_macro(n);
    by_a_pattern_in_a_macro [0, 1, 3] |n| by_a_pattern_in_a_macro(n);
    of_a_guard_by_locals_in_a_macro [0, 1] |n| of_a_guard_by_locals_in_a_macro(n);
    by_a_copied_field [0, 1] |n| by_a_copied_field(n);
    by_a_moved_field [0, 1] |n| by_a_moved_field(n);
    by_a_borrowed_field [0, 1] |n| by_a_borrowed_field(n);
    by_the_rest_of_another [0, 1, 3] |n| by_the_rest_of_another(n);
    overloaded [0, 1] |n| overloaded(n);
    in_a_map [0, 1] |n| in_a_map(n);
    by_what_a_method_takes [0, 1] |n| by_what_a_method_takes(n);
    by_what_a_method_takes_overloaded [0, 1] |n| by_what_a_method_takes_overloaded(n);
    by_what_a_method_borrows [0, 1] |n| by_what_a_method_borrows(n);
    by_fields_that_are_taken [0, 1] |n| by_fields_that_are_taken(n);
    taken_in_a_loop [0, 2, 3] |n| taken_in_a_loop(n);
    taken_and_set_again [0, 1] |n| taken_and_set_again(n);
}
