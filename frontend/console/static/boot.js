// Runs before the first paint, so that nothing flashes in the wrong theme or direction.
(function () {
  var root = document.documentElement;
  var kept = function (key) {
    try {
      return localStorage.getItem(key);
    } catch (_) {
      return null;
    }
  };
  var theme = kept('tillside.theme') || 'system';
  if (theme === 'system') {
    theme = matchMedia('(prefers-contrast: more)').matches ? 'contrast' : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.dataset.theme = theme;
  var language = kept('tillside.language');
  if (language) {
    root.lang = language;
    root.dir = language === 'fa' ? 'rtl' : 'ltr';
  }
})();
