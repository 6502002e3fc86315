//! Methods that are called with constants: which of them take what they are called on is asked as of all others.
use crate::harness::*;

pub struct Ring(pub Noisy);

impl Ring {
    pub async fn touch(&mut self) {
        self.0.bump(1).await;
    }

    pub fn into_array<const N: usize>(self) -> [u64; N] {
        [self.0.value; N]
    }

    pub fn filled<const N: usize>(&self) -> [u64; N] {
        [self.0.get(); N]
    }

    pub async fn drained<const N: usize>(self) -> [u64; N] {
        [self.0.into_finished().await; N]
    }

    pub fn marked<T: Default + Into<u64>, const LOUD: bool, const MARK: char>(self) -> u64 {
        call(if LOUD { "loud" } else { "quiet" }, MARK.into()) + T::default().into() + self.0.value
    }
}

functions! {
    pub async fn a_literal(n: u64) -> usize {
        let mut ring = Ring(noisy("ring", n));
        ring.touch().await;
        let array = ring.into_array::<4>();
        pause(1).await;
        array.len()
    }

    pub async fn a_block(ring: Ring) -> u64 {
        pause(1).await;
        ring.drained::<{ 1 + 1 }>().await.iter().sum()
    }

    pub async fn a_parameter<const K: usize>(mut ring: Ring) -> usize {
        ring.touch().await;
        ring.drained::<K>().await.len()
    }

    pub async fn only_looks(ring: Ring) -> u64 {
        pause(1).await;
        let array = ring.filled::<3>();
        pause(1).await;
        array.iter().sum()
    }

    pub async fn beside_a_type(mut ring: Ring) -> u64 {
        ring.touch().await;
        ring.marked::<u8, true, 'x'>()
    }
}

cases! {
    a_literal [0] |n| a_literal(n);
    a_block [1] |n| a_block(Ring(noisy("ring", n)));
    a_parameter [1] |n| a_parameter::<3>(Ring(noisy("ring", n)));
    only_looks [1] |n| only_looks(Ring(noisy("ring", n)));
    beside_a_type [1] |n| beside_a_type(Ring(noisy("ring", n)));
}
