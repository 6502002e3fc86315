//! rustc is asked whether the method takes its receiver. What is wrong with its arguments is said once.
use manual_async::manual_async;

struct Db {
    limit: u32,
}

impl Db {
    async fn put(self, key: u32) -> u32 {
        key
    }

    async fn copy(self, from: u32, name: &str) -> u32 {
        from + name.len() as u32
    }

    async fn find(&self, name: String) -> u32 {
        name.len() as u32
    }
}

#[manual_async]
async fn types(a: Db, b: Db, c: Db, name: String, other: Db) -> u32 {
    a.put("one").await;
    b.put(Some(1)).await;
    c.copy(other.limit, name).await
}

#[manual_async]
async fn borrowed(mut a: Db, name: &str) -> u32 {
    let mut b = Db { limit: 1 };
    a.find(name).await;
    b.find(name.len()).await;
    a.limit += 1;
    b.limit += a.find(b.limit).await;
    b.limit
}

#[manual_async]
async fn count(a: Db, b: Db, c: Db, name: String) -> u32 {
    a.put().await;
    b.put(1, 2).await;
    c.copy(&name).await
}

#[manual_async]
async fn order(a: Db) -> u32 {
    a.copy("name", 1).await
}

fn main() {}
