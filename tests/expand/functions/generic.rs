/// Types, a constant and a lifetime as parameters.
pub async fn generic<'a, T, const N: usize>(items: [T; N], first: &'a T) -> (&'a T, Option<T>)
where
    T: AsRef<Noisy>,
{
    let mut largest = None;
    for item in items {
        if number(item.as_ref().value).await > first.as_ref().value {
            largest = Some(item);
        }
    }
    (first, largest)
}
