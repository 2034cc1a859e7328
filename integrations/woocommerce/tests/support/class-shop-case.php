<?php
/**
 * A store, beside a Tillside.
 */

namespace Tillside\WooCommerce\Tests;

use PHPUnit\Framework\TestCase;
use Tillside\WooCommerce\Settings;

abstract class ShopCase extends TestCase {

	public const PAGE = '/wp-admin/admin.php?page=tillside';

	/** @var Settings */
	protected $settings;

	protected function setUp(): void {
		$this->anew();
		foreach ( array( Settings::OPTION, Settings::SECRETS, 'double_webhooks', 'double_orders', 'double_hpos', 'double_sends_on_to', 'WPLANG' ) as $option ) {
			delete_option( $option );
		}
		global $wpdb;
		$wpdb->query( "DELETE FROM {$wpdb->prefix}woocommerce_api_keys" );
		$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE '%transient%tillside%'" );
		foreach ( self::tillside( 'GET', '/stores' )['data'] as $store ) {
			self::tillside( 'DELETE', '/stores/' . $store['id'] );
		}
		$this->anew();
		$this->settings = new Settings();
	}

	/** What other processes changed is read anew. */
	protected function anew(): void {
		wp_cache_flush();
	}

	protected static function tillside_address(): string {
		return getenv( 'TILLSIDE_TEST_ADDRESS' );
	}

	/**
	 * Asks Tillside as its owner.
	 *
	 * @param ?array<string,mixed> $body What to send.
	 * @return array<mixed>
	 */
	protected static function tillside( string $method, string $path, ?array $body = null ): array {
		$answer = wp_remote_request(
			self::tillside_address() . ( '/chat/' === substr( $path, 0, 6 ) ? $path : '/api/v1' . $path ),
			array(
				'method'  => $method,
				'timeout' => 60,
				'headers' => array( 'Authorization' => 'Bearer ' . getenv( 'TILLSIDE_TEST_ALL' ), 'Content-Type' => 'application/json' ),
				'body'    => null === $body ? null : wp_json_encode( $body ),
			)
		);
		if ( is_wp_error( $answer ) ) {
			throw new \RuntimeException( $answer->get_error_message() );
		}
		if ( wp_remote_retrieve_response_code( $answer ) >= 300 ) {
			throw new \RuntimeException( "$method $path: " . wp_remote_retrieve_body( $answer ) );
		}
		return (array) json_decode( wp_remote_retrieve_body( $answer ), true );
	}

	/** The chat of this Tillside; made once. */
	protected static function chat(): string {
		static $chat = null;
		if ( null === $chat ) {
			$chat = self::tillside( 'POST', '/channels', array( 'kind' => 'chat', 'name' => 'Shop chat', 'color' => '#0f766e' ) )['id'];
		}
		return $chat;
	}

	protected static function owner(): Browser {
		static $owner = null;
		return $owner = $owner ?? Browser::signed_in( 'owner', 'the owner signs in' );
	}

	protected static function customer(): Browser {
		static $customer = null;
		return $customer = $customer ?? Browser::signed_in( 'ayse', 'Ayşe signs in' );
	}

	protected static function stranger(): Browser {
		return new Browser( getenv( 'TILLSIDE_TEST_SHOP' ) );
	}

	/** What the settings page says after connecting. */
	protected function connect( string $address = '', string $token = '' ): string {
		$fields = array(
			'address' => '' === $address ? self::tillside_address() : $address,
			'token'   => '' === $token ? getenv( 'TILLSIDE_TEST_TOKEN' ) : $token,
		);
		$page   = self::owner()->fill_in( self::PAGE, 'tillside_connect', $fields );
		$this->anew();
		return $page;
	}

	/** @param array<string,mixed> $changes What is other than usual. */
	protected function order( array $changes = array() ): int {
		$id    = $changes['id'] ?? 12;
		$order = $changes + array( 'id' => $id, 'number' => '1012', 'customer' => 2, 'first_name' => 'Ayşe', 'last_name' => 'Demir', 'email' => 'ayse@example.com' );
		update_option( 'double_orders', array( $id => $order ) );
		return $id;
	}

	/** @return array<object> */
	protected static function keys(): array {
		global $wpdb;
		return $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}woocommerce_api_keys" );
	}

	/** Waits until something is so; what it is, is checked afterwards. */
	protected function until( callable $is_so ): void {
		for ( $i = 0; $i < 600 && ! $is_so(); $i++ ) {
			usleep( 100000 );
			$this->anew();
		}
	}

	/** The text of a page, as somebody reads it. */
	protected static function read( string $html ): string {
		$body = strstr( $html, 'id="wpbody"' );
		$text = wp_strip_all_tags( (string) preg_replace( '/<(?!\/?bdi)/', ' <', false === $body ? $html : '<div ' . $body ) );
		return trim( (string) preg_replace( '/\s+/u', ' ', html_entity_decode( $text, ENT_QUOTES | ENT_HTML5 ) ) );
	}
}
