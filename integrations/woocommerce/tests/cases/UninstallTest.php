<?php
/**
 * Nothing stays behind.
 */

namespace Tillside\WooCommerce\Tests;

final class UninstallTest extends ShopCase {

	public function test_uninstalling_takes_everything_away_here_and_tells_tillside(): void {
		global $wpdb;
		$this->connect();
		$this->until( static function (): bool { return 15 === count( get_option( 'double_webhooks', array() ) ); } );
		update_option( 'double_webhooks', get_option( 'double_webhooks' ) + array( 99 => array( 'id' => 99, 'status' => 'active', 'topic' => 'order.created', 'delivery_url' => 'https://elsewhere.example/hooks/x' ) ) );
		update_option( 'double_gone_webhooks', array( 77 ) );
		set_transient( 'tillside_of_x', 'y', 60 );

		define( 'WP_UNINSTALL_PLUGIN', 'tillside-for-woocommerce/tillside-for-woocommerce.php' );
		require dirname( __DIR__, 2 ) . '/tillside-for-woocommerce/uninstall.php';
		$this->anew();

		self::assertSame( array(), $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%tillside%'" ) );
		self::assertSame( array(), self::keys() );
		delete_option( 'double_gone_webhooks' );
		self::assertSame( array( 99 ), array_keys( get_option( 'double_webhooks' ) ), 'those of others stay' );
		self::assertSame( array(), self::tillside( 'GET', '/stores' )['data'] );
	}
}
