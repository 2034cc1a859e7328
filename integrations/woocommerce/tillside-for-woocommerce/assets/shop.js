/*
 * Tells the chat who is signed in, and lets buttons of the page open it. What differs from visitor to visitor is asked for here
 * and never written into a page, which a cache might give to somebody else.
 */
(function () {
	"use strict";
	var told = window.tillsideShop || {};
	var KNOWN = "tillside-identified";

	function call() {
		(window.Tillside = window.Tillside || []).push(Array.prototype.slice.call(arguments));
	}
	function remembered(value) {
		try {
			if (value === undefined) return localStorage.getItem(KNOWN);
			if (value) localStorage.setItem(KNOWN, value);
			else localStorage.removeItem(KNOWN);
		} catch (blocked) {
			return null;
		}
	}
	function forget() {
		if (remembered()) call("identify", null);
		remembered("");
	}
	function identify() {
		fetch(told.identity, { method: "POST", credentials: "same-origin", cache: "no-store", headers: { "X-Tillside": "identity" } })
			.then(function (answer) {
				return answer.ok ? answer.json() : null;
			})
			.then(function (answer) {
				if (!answer) return;
				if (!answer.identity) return forget();
				// Another account on the same device begins afresh.
				if (remembered() && remembered() !== answer.identity.id) call("identify", null);
				call("identify", answer.identity);
				remembered(answer.identity.id);
			})
			.catch(function () {
				// The chat works without it.
			});
	}

	if (told.identity) {
		if (("; " + document.cookie).indexOf("; " + told.cookie + "=1") >= 0) identify();
		else forget();
	}
	Array.prototype.forEach.call(document.querySelectorAll("[data-tillside-open]"), function (button) {
		button.hidden = false;
		button.addEventListener("click", function () {
			call("open");
		});
	});
})();
