//! Functions in all places where there can be functions.

use std::io;

impl Files {
    /// The first line of a file.
    async fn first_line(&self, path: &str) -> io::Result<String> {
        let mut file = self.open(path).await?;
        // A file has one, as a rule.
        let mut text = String::new();
        file.read_to_string(&mut text).await?;
        Ok(text.lines().next().unwrap_or_default().to_owned())
    }
}

mod nested {
    fn outer() {
        /// In a function in a module.
        #[tracing::instrument]
        async fn inner(name: &str) -> usize {
            std::future::ready(name.len()).await
        }
    }

    trait Length {
        async fn length(&self) -> usize;

        async fn is_empty(&self) -> bool {
            self.length().await == 0
        }
    }
}
