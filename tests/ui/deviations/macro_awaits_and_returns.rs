use manual_async::manual_async;

/// What leaves the function stands in another macro.
#[cfg_attr(all(), cfg(all()))]
macro_rules! bail_if {
    ($condition:expr) => {
        if $condition {
            return Err("bad");
        }
    };
}

#[cfg_attr(all(), cfg(all()))]
macro_rules! check {
    ($value:expr) => {
        let value = std::future::ready($value).await;
        bail_if!(value > 3);
    };
}

#[manual_async]
async fn checked(value: u8) -> Result<u8, &'static str> {
    check!(value);
    Ok(value)
}

#[manual_async]
async fn awaited_before(value: u8) -> Result<u8, &'static str> {
    let value = std::future::ready(value).await;
    bail_if!(value > 3);
    Ok(value)
}

fn main() {}
