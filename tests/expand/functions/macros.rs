/// What stands before an await is evaluated before it, and the macro is called with what that gave.
pub async fn macros(n: u64) -> String {
    assert_eq!(number(n).await, n, "{n} is not itself");
    let list = vec![call("first", n), number(n).await];
    format!("{} of {list:?}", fetch("a", list[1]).await)
}

/// The macro says which branch is taken, and the branch is part of the machine.
pub async fn selected(n: u64) -> u64 {
    tokio::select! {
        biased;
        Some(found) = lookup(n) => number(found).await,
        else => n,
    }
}
