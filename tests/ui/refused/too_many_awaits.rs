use manual_async::manual_async;

/// Doubles what it is given, once for each `x`.
macro_rules! double {
    ([] $($awaits:tt)*) => {
        #[manual_async]
        async fn wait() {
            $($awaits)*
        }
    };
    ([x $($left:tt)*] $($awaits:tt)*) => {
        double! { [$($left)*] $($awaits)* $($awaits)* }
    };
}

double! { [x x x x x x x x x x x x x x x x] next().await; }

async fn next() {}

fn main() {}
