<?php
/**
 * Takes everything away: the connection, the keys, the webhooks, the settings; on each site of a network.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/tillside-for-woocommerce.php';

/**
 * Cleans one site up.
 */
function clean_up(): void {
	global $wpdb;
	( new Connection( new Settings() ) )->disconnect();
	delete_option( Settings::OPTION );
	delete_option( Settings::SECRETS );
	// Transients have no function that deletes by the beginning of a name.
	foreach ( array( '_transient_tillside_', '_transient_timeout_tillside_' ) as $beginning ) {
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( $beginning ) . '%' ) );
	}
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $site ) {
		switch_to_blog( (int) $site );
		clean_up();
		restore_current_blog();
	}
} else {
	clean_up();
}
