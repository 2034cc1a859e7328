<?php
/**
 * What a web server does for WordPress: files are files, everything else is WordPress's.
 */

$root = getenv( 'TILLSIDE_TEST_WORDPRESS' );
$path = rtrim( rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ), '/' );
if ( '/wp-admin' === $path ) {
	$path = '/wp-admin/index.php';
}
$plugins = '/wp-content/plugins/tillside-for-woocommerce/assets/';
if ( 0 === strpos( $path, $plugins ) ) {
	$file = dirname( __DIR__, 2 ) . '/tillside-for-woocommerce/assets/' . basename( $path );
	if ( is_file( $file ) ) {
		header( 'Content-Type: text/javascript; charset=utf-8' );
		readfile( $file );
		return true;
	}
}
if ( '' !== $path && is_file( $root . $path ) ) {
	if ( '.php' !== substr( $path, -4 ) ) {
		return false;
	}
	$_SERVER['SCRIPT_NAME']     = $path;
	$_SERVER['PHP_SELF']        = $path;
	$_SERVER['SCRIPT_FILENAME'] = $root . $path;
	chdir( dirname( $root . $path ) );
	require $root . $path;
	return true;
}
$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $root . '/index.php';
chdir( $root );
require $root . '/index.php';
