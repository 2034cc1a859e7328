<?php
/**
 * Stands in for WooCommerce, which no registry of packages offers: those of its functions, classes, hooks and pages that the plug-in
 * uses, with the parameters and the behaviour that WooCommerce documents, and the part of its API that Tillside reads.
 *
 * Orders and webhooks are options of the test site; API keys are in the table that WooCommerce has for them.
 */

if ( getenv( 'TILLSIDE_TEST_WITHOUT_WOOCOMMERCE' ) ) {
	return;
}
require_once __DIR__ . '/woocommerce/classes.php';
require_once __DIR__ . '/woocommerce/functions.php';
require_once __DIR__ . '/woocommerce/api.php';
require_once __DIR__ . '/woocommerce/pages.php';
