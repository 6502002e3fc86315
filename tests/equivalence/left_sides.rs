//! Compound assignments to places that are found by parts of temporaries.
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
}

cases! {
    by_a_copied_field [0, 1] |n| by_a_copied_field(n);
    by_a_moved_field [0, 1] |n| by_a_moved_field(n);
    by_a_borrowed_field [0, 1] |n| by_a_borrowed_field(n);
    by_the_rest_of_another [0, 1, 3] |n| by_the_rest_of_another(n);
    overloaded [0, 1] |n| overloaded(n);
    in_a_map [0, 1] |n| in_a_map(n);
}
