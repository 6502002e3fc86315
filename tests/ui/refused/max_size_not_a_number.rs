use manual_async::{machine, manual_async};

#[manual_async(max_size = "256")]
async fn text() {}

#[manual_async(max_size)]
async fn nothing() {}

#[manual_async(inspect = true)]
async fn with_a_value() {}

fn main() {
    machine!(name = "Block", async {});
    machine!(max_size = 2 + 3, async {});
}
