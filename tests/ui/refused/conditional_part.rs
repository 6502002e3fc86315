use manual_async::manual_async;

#[manual_async]
async fn read_file<#[cfg(all())] T>(file: T) {
    drop(file);
}

fn main() {}
