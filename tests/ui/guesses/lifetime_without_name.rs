use manual_async::manual_async;

#[derive(Clone, Copy)]
struct Names<'a>(&'a str);

struct Disk(Vec<usize>);

impl Disk {
    #[manual_async]
    async fn named(&self, names: Names<'_>) -> usize {
        let both = both(&self.0, names.0);
        next().await;
        both.0.len() + both.1.len()
    }

    #[manual_async]
    async fn generic<T: AsRef<str>>(&self, name: T) -> usize {
        let both = (&self.0, &name);
        next().await;
        both.0.len() + both.1.as_ref().len()
    }
}

fn both<'a, 'b>(numbers: &'a [usize], name: &'a str) -> (&'a [usize], &'a str) {
    (numbers, name)
}

async fn next() -> u8 {
    1
}

fn main() {}
