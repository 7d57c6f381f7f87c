// Runs in the page before anything of its own: the wire to the native side, as the page expects it.
(() => {
  const native = window.webkit.messageHandlers.doorstepShell;
  const wire = {
    onmessage: null,
    postMessage(text) {
      native.postMessage(String(text));
    },
  };
  Object.defineProperty(window, 'doorstepShell', { value: Object.seal(wire), enumerable: true });
})();
