/// Something that counts.
pub struct Counter {
    count: u64,
}

impl Counter {
    /// A counter at zero.
    pub fn new() -> Self {
        Counter { count: 0 }
    }

    /// Awaits inside a method: `self` is a field of the machine.
    pub async fn add(&mut self, n: u64) -> u64 {
        self.count += number(n).await;
        self.total().await
    }

    /// And with a shared `self`.
    pub async fn total(&self) -> u64 {
        pause(1).await;
        self.count
    }
}

/// Both methods.
pub async fn methods(n: u64) -> u64 {
    let mut counter = Counter::new();
    counter.add(n).await + counter.add(1).await
}
