<?php
/**
 * WooCommerce's API keys.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * Makes and deletes the keys that Tillside reads and changes orders with. WooCommerce has no function for that; the row is the
 * one that its own settings page writes.
 */
final class Keys {

	/**
	 * Makes keys that may read and write, in the name of a user.
	 *
	 * @param int $user Whose rights they have.
	 * @return array{id: int, key: string, secret: string}
	 * @throws Trouble When they can't be saved.
	 */
	public static function make( int $user ): array {
		global $wpdb;
		$key    = 'ck_' . wc_rand_hash();
		$secret = 'cs_' . wc_rand_hash();
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery
		$made = $wpdb->insert(
			$wpdb->prefix . 'woocommerce_api_keys',
			array(
				'user_id'         => $user,
				'description'     => 'Tillside',
				'permissions'     => 'read_write',
				'consumer_key'    => wc_api_hash( $key ),
				'consumer_secret' => $secret,
				'truncated_key'   => substr( $key, -7 ),
			),
			array( '%d', '%s', '%s', '%s', '%s', '%s' )
		);
		if ( ! $made ) {
			throw new Trouble( 'no-keys' );
		}
		return array(
			'id'     => (int) $wpdb->insert_id,
			'key'    => $key,
			'secret' => $secret,
		);
	}

	/**
	 * Deletes keys; those that are gone already are no trouble.
	 *
	 * @param int $id Which.
	 */
	public static function delete( int $id ): void {
		global $wpdb;
		if ( $id > 0 ) {
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery
			$wpdb->delete( $wpdb->prefix . 'woocommerce_api_keys', array( 'key_id' => $id ), array( '%d' ) );
		}
	}

	/**
	 * Deletes the webhooks that Tillside made for a store. It takes them back itself while it still has keys; this is for when it
	 * can't be told.
	 *
	 * @param string $store Tillside's id of this store.
	 */
	public static function delete_webhooks( string $store ): void {
		if ( '' === $store || ! class_exists( '\WC_Data_Store' ) ) {
			return;
		}
		$path = '/hooks/' . $store;
		/* @var \WC_Webhook_Data_Store $webhooks WooCommerce's webhooks. */
		$webhooks = \WC_Data_Store::load( 'webhook' );
		foreach ( $webhooks->get_webhooks_ids() as $id ) {
			try {
				$webhook = wc_get_webhook( (int) $id );
			} catch ( \Exception $gone ) {
				// Tillside takes its webhooks back at the same time; WooCommerce throws for one that is not there any more.
				continue;
			}
			if ( $webhook && substr( $webhook->get_delivery_url(), -strlen( $path ) ) === $path ) {
				$webhook->delete( true );
			}
		}
	}
}
