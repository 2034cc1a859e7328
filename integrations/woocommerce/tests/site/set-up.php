<?php
/**
 * Sets the test site up: WordPress's tables, WooCommerce's table for keys, people, an order, the plug-in switched on.
 */

define( 'WP_INSTALLING', true );
require getenv( 'TILLSIDE_TEST_WORDPRESS' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( 'Kestane & Sons', 'owner', 'owner@shop.example', true, '', 'the owner signs in' );
$wpdb->query(
	"CREATE TABLE {$wpdb->prefix}woocommerce_api_keys (
		key_id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
		user_id bigint unsigned NOT NULL,
		description varchar(200) NULL,
		permissions varchar(10) NOT NULL,
		consumer_key char(64) NOT NULL,
		consumer_secret char(43) NOT NULL,
		nonces longtext NULL,
		truncated_key char(7) NOT NULL,
		last_access datetime NULL
	)"
);
add_role( 'customer', 'Customer', array( 'read' => true ) );
wp_insert_user(
	array( 'user_login' => 'ayse', 'user_pass' => 'Ayşe signs in', 'user_email' => 'ayse@example.com', 'first_name' => 'Ayşe', 'last_name' => 'Demir', 'role' => 'customer' )
);
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'timezone_string', 'Europe/Istanbul' );
update_option( 'active_plugins', array( 'tillside-for-woocommerce/tillside-for-woocommerce.php' ) );
