//! Small things that real functions hold: a stream, a lock, a connection's worth of bytes.

use super::{Leaf, Noisy, event, later, noisy, step, trace::drop_step};
use std::{
    cell::Cell,
    future::Future,
    ops::{Deref, DerefMut},
};

/// Numbers that arrive one after the other.
pub struct Source {
    next: u64,
    end: u64,
}

impl Source {
    pub fn new(end: u64) -> Self {
        step();
        event(format_args!("source {end}"));
        Source { next: 0, end }
    }

    fn advance(&mut self) -> Option<u64> {
        let item = self.next;
        (item < self.end).then(|| {
            self.next += 1;
            item
        })
    }

    pub fn next(&mut self) -> Leaf<Option<u64>> {
        let item = self.advance();
        later("next", item.unwrap_or(0) % 2, item)
    }

    /// A future that borrows the source while it waits.
    pub async fn next_noisy(&mut self) -> Option<Noisy> {
        let item = self.next().await?;
        Some(noisy("item", item))
    }

    pub async fn try_next(&mut self) -> Result<Option<u64>, String> {
        match self.next().await {
            Some(3) => Err("the third is broken".to_owned()),
            item => Ok(item),
        }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        event(format_args!("drop source at {}", self.next));
        drop_step();
    }
}

/// A lock without waiting: what matters is when the guard goes.
pub struct Lock {
    held: Cell<bool>,
    value: Cell<u64>,
}

impl Lock {
    pub fn new(value: u64) -> Self {
        Lock { held: Cell::new(false), value: Cell::new(value) }
    }

    pub fn try_lock(&self) -> Option<LockGuard<'_>> {
        step();
        let free = !self.held.replace(true);
        event(format_args!("lock {}", if free { "taken" } else { "busy" }));
        free.then(|| LockGuard { lock: self, value: self.value.get() })
    }

    pub fn lock_now(&self) -> LockGuard<'_> {
        step();
        event(format_args!("lock_now"));
        self.held.set(true);
        LockGuard { lock: self, value: self.value.get() }
    }

    pub async fn lock(&self) -> LockGuard<'_> {
        later("lock", 1, ()).await;
        self.lock_now()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        event(format_args!("drop lock at {}", self.value.get()));
        drop_step();
    }
}

/// Access to what a [`Lock`] holds; written back when it goes.
pub struct LockGuard<'a> {
    lock: &'a Lock,
    value: u64,
}

impl Deref for LockGuard<'_> {
    type Target = u64;
    fn deref(&self) -> &u64 {
        &self.value
    }
}

impl DerefMut for LockGuard<'_> {
    fn deref_mut(&mut self) -> &mut u64 {
        &mut self.value
    }
}

impl Drop for LockGuard<'_> {
    fn drop(&mut self) {
        event(format_args!("unlock {}", self.value));
        self.lock.value.set(self.value);
        self.lock.held.set(false);
        drop_step();
    }
}

/// Reads in pieces into a buffer that is borrowed while it waits.
pub struct Reader {
    data: Vec<u8>,
    at: usize,
}

impl Reader {
    pub fn new(data: &[u8]) -> Self {
        step();
        Reader { data: data.to_vec(), at: 0 }
    }

    pub fn read<'a>(
        &'a mut self,
        buffer: &'a mut [u8],
    ) -> impl Future<Output = Result<usize, String>> + Send + use<'a> {
        let leaf = later("read", 1, ());
        async move {
            leaf.await;
            let rest = &self.data[self.at..];
            let size = rest.len().min(buffer.len());
            buffer[..size].copy_from_slice(&rest[..size]);
            self.at += size;
            if buffer.first() == Some(&b'!') { Err(format!("broken at {}", self.at)) } else { Ok(size) }
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        event(format_args!("drop reader at {}", self.at));
        drop_step();
    }
}
