// Light, dark, or as the system says.

const KEY = 'manual-async-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** Puts the theme on, and changes it by `button`. */
export function follow(button) {
  const show = () => {
    const chosen = localStorage.getItem(KEY);
    const theme = chosen ?? (system.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = theme;
    button.setAttribute('aria-label', theme === 'dark' ? 'Light theme' : 'Dark theme');
  };
  button.addEventListener('click', () => {
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    const isSystems = next === (system.matches ? 'dark' : 'light');
    if (isSystems) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
    show();
  });
  system.addEventListener('change', show);
  show();
}
