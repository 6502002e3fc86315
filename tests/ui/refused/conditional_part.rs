use manual_async::manual_async;

#[manual_async]
async fn read_file(file: u32) -> u32 {
    let shown = |#[cfg(all())] file: u32| file + 1;
    shown(file)
}

fn main() {}
