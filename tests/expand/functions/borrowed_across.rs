/// The awaited future borrows from locals that live beside it: a buffer, and what reads into it.
pub async fn borrowed_across(data: Vec<u8>) -> Result<u64, String> {
    let mut reader = Reader::new(&data);
    let mut buffer = [0; 2];
    let mut sum = 0;
    loop {
        let size = reader.read(&mut buffer).await?;
        if size == 0 {
            return Ok(sum);
        }
        for byte in &buffer[..size] {
            sum += u64::from(*byte);
        }
    }
}
