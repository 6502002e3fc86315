/// The iterator of a `for` lives in the machine.
pub async fn for_each(items: &[Noisy]) -> Result<u64, String> {
    let mut sum = 0;
    for item in items {
        sum += attempt(item.value).await?;
    }
    Ok(sum)
}
