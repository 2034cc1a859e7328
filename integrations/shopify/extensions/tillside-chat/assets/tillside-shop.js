/*
 * Tells the chat who is signed in, and lets buttons of the page open it. Who it is says Shopify, not the page: what is asked for
 * here goes through the store's own address to Tillside, signed by Shopify on the way, and never stands in a page.
 */
(function () {
	"use strict";
	var told = (document.currentScript && document.currentScript.dataset) || {};
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
		var address = told.proxy.replace(/\/+$/, "") + "/identity?channel=" + encodeURIComponent(told.channel);
		fetch(address, { credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json" } })
			.then(function (answer) {
				return answer.ok ? answer.json() : null;
			})
			.then(function (answer) {
				// Where nobody says who it is, the chat does not go on as whoever was here before.
				if (!answer || !answer.identity) return forget();
				// Another account on the same device begins afresh.
				if (remembered() && remembered() !== answer.identity.id) call("identify", null);
				call("identify", answer.identity);
				remembered(answer.identity.id);
			})
			.catch(forget);
	}
	function open(event) {
		var button = event.target.closest && event.target.closest("[data-tillside-open]");
		if (button) call("open");
	}
	function show(within) {
		Array.prototype.forEach.call(within.querySelectorAll("[data-tillside-open]"), function (button) {
			button.hidden = false;
		});
	}

	if (told.proxy && told.channel) {
		if (told.signedIn === "true") identify();
		else forget();
	}
	show(document);
	document.addEventListener("click", open);
	// The theme editor draws sections anew.
	document.addEventListener("shopify:section:load", function (event) {
		show(event.target);
	});
})();
