//! Closures that are made where they are borrowed: what they are given follows from what is wanted there.
use crate::harness::*;

pub fn visited(visitor: &mut dyn FnMut(&mut Noisy) -> Result<u64, u64>, n: u64) -> Result<u64, u64> {
    visitor(&mut noisy("visited", n))
}

pub fn looked_at(visitor: &dyn Fn(&Noisy) -> u64, n: u64) -> u64 {
    visitor(&noisy("looked at", n))
}

functions! {
    pub async fn told_by_a_reference_to_a_trait_object(a: Noisy, n: u64) -> Result<u64, u64> {
        pause(1).await;
        let mut sum = 0;
        let seen = visited(&mut |visited| {
            sum += visited.add(a.value).value;
            if sum > 5 { Err(sum) } else { Ok(visited.get()) }
        }, n)?;
        let looked = looked_at(&(|it| it.get() + a.get() + seen), n);
        Ok(now(a).await.value + looked + sum)
    }
}

cases! {
    told_by_a_reference_to_a_trait_object [0, 2, 5] |n| told_by_a_reference_to_a_trait_object(noisy("a", n), n);
}
