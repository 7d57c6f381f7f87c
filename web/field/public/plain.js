// Shows the plain note when the browser lacks what the app needs or cannot even read it, and begins again what was cut before
// the app could go on by itself; written in the oldest JavaScript.
(function () {
  var root = document.documentElement;
  var lacks = [];
  var nav = window.navigator;
  var simd = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

  function show() {
    if (root.getAttribute('data-begun')) return;
    root.className = 'plain';
    document.getElementById('plain').removeAttribute('hidden');
    var place = document.getElementById('lacks');
    if (place) place.appendChild(document.createTextNode(lacks.join(', ')));
  }

  function whenThere() {
    if (document.getElementById('lacks')) show();
    else document.addEventListener('DOMContentLoaded', show);
  }

  var cut = false;

  /** Loads the page anew as soon as the server answers; what has come is not fetched twice. */
  function goOn() {
    if (cut || root.getAttribute('data-begun')) return;
    cut = true;
    ask();
  }

  function ask() {
    setTimeout(function () {
      var request = new XMLHttpRequest();
      request.open('GET', '/healthz', true);
      request.timeout = 10000;
      request.onload = function () { window.location.reload(); };
      request.onerror = request.ontimeout = ask;
      request.send();
    }, 2000);
  }

  function modules() {
    var asked = false;
    try {
      new Worker('https://[', { get type() { asked = true; return 'module'; } }).terminate();
    } catch (e) {
      // It is no address, so nothing starts; all that matters is whether the kind was asked for.
    }
    return asked;
  }

  try {
    if (!('noModule' in document.createElement('script'))) lacks.push('modules');
    if (typeof WebAssembly !== 'object' || !WebAssembly.validate(new Uint8Array(simd))) lacks.push('wasm simd');
    if (!window.indexedDB || !window.crypto) lacks.push('crypto');
    // The rest is for the core in the browser; a phone's app has its own.
    if (!window.doorstepShell) {
      if (window.isSecureContext === false) lacks.push('https');
      if (!nav.storage || !nav.storage.getDirectory) lacks.push('storage');
      if (!nav.locks) lacks.push('locks');
      if (!window.BroadcastChannel) lacks.push('channel');
      if (window.crypto && !window.crypto.subtle) lacks.push('crypto');
    }
    if (!window.Worker || !modules()) lacks.push('module workers');
  } catch (e) {
    lacks.push(String(e));
  }

  if (lacks.length) whenThere();
  else {
    // A file of the app that cannot be read as JavaScript is told here, before any of it runs.
    window.addEventListener('error', function (event) {
      if (event.error instanceof SyntaxError) {
        lacks.push(String(event.message));
        whenThere();
      }
    });
    window.addEventListener('error', function (event) {
      var of = event.target;
      if (of && (of.tagName === 'SCRIPT' || (of.tagName === 'LINK' && of.rel === 'stylesheet'))) goOn();
    }, true);
    document.addEventListener('doorstep-cut', goOn);
  }
})();
