use manual_async::{block_on, fs::File, manual_async};
use std::{env, io};

fn main() -> io::Result<()> {
    let path = env::args().nth(1).unwrap_or_else(|| "Cargo.toml".into());
    println!("{}", block_on(read_file(&path))?.len());
    Ok(())
}

#[manual_async]
async fn read_file(path: &str) -> io::Result<String> {
    let mut file = File::open(path).await?;
    let mut buffer = String::new();
    file.read_to_string(&mut buffer).await?;
    Ok(buffer)
}
