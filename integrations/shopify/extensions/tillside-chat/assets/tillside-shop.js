/*
 * Lets buttons of the page open the chat.
 */
(function () {
	"use strict";

	function open(event) {
		var button = event.target.closest && event.target.closest("[data-tillside-open]");
		if (button) (window.Tillside = window.Tillside || []).push(["open"]);
	}
	function show(within) {
		Array.prototype.forEach.call(within.querySelectorAll("[data-tillside-open]"), function (button) {
			button.hidden = false;
		});
	}

	show(document);
	document.addEventListener("click", open);
	// The theme editor draws sections anew.
	document.addEventListener("shopify:section:load", function (event) {
		show(event.target);
	});
})();
