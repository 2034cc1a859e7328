<?php
/**
 * Loads the test site's WordPress, with the plug-in, into the tests' own process.
 */

$_SERVER['HTTP_HOST']   = parse_url( getenv( 'TILLSIDE_TEST_SHOP' ), PHP_URL_HOST ) . ':' . parse_url( getenv( 'TILLSIDE_TEST_SHOP' ), PHP_URL_PORT );
$_SERVER['REQUEST_URI'] = '/';
require getenv( 'TILLSIDE_TEST_WORDPRESS' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once 'PhpParser/autoload.php';
require_once __DIR__ . '/support/class-browser.php';
require_once __DIR__ . '/support/class-shop-case.php';
