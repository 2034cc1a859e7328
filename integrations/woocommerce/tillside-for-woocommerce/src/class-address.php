<?php
/**
 * Where Tillside is.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * The address of a Tillside.
 */
final class Address {

	/**
	 * Reads what somebody entered: with or without https://, perhaps with the path of the page that they copied it from.
	 *
	 * @param string $entered What was entered.
	 * @return string Scheme, host and port; without a slash at its end.
	 * @throws Trouble When it is no address, or one that would tell the token to everybody on the way.
	 */
	public static function read( string $entered ): string {
		$entered = trim( $entered );
		if ( '' === $entered ) {
			throw new Trouble( 'no-address' );
		}
		if ( ! preg_match( '#^[a-z][a-z0-9+.-]*://#i', $entered ) ) {
			$entered = 'https://' . $entered;
		}
		$parts = wp_parse_url( $entered );
		if ( ! is_array( $parts ) || empty( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			throw new Trouble( 'no-address' );
		}
		$scheme = strtolower( isset( $parts['scheme'] ) ? $parts['scheme'] : '' );
		$host   = strtolower( $parts['host'] );
		if ( ! preg_match( '/^([a-z0-9.-]+|\[[0-9a-f:.]+\])$/', $host ) ) {
			throw new Trouble( 'no-address' );
		}
		if ( 'https' !== $scheme && ! ( 'http' === $scheme && self::may_be_private() ) ) {
			throw new Trouble( 'not-https' );
		}
		return $scheme . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
	}

	/**
	 * Whether whoever runs this site wants a Tillside in their own network: `define( 'TILLSIDE_PRIVATE_ADDRESS', true );`.
	 */
	public static function may_be_private(): bool {
		return defined( 'TILLSIDE_PRIVATE_ADDRESS' ) && true === constant( 'TILLSIDE_PRIVATE_ADDRESS' );
	}

	/**
	 * Whether the name in an address is unknown. WordPress refuses it with the same word as a private address.
	 *
	 * @param string $url An address.
	 */
	public static function is_nowhere( string $url ): bool {
		$host = trim( (string) wp_parse_url( $url, PHP_URL_HOST ), '[]' );
		return false === filter_var( $host, FILTER_VALIDATE_IP ) && gethostbyname( $host ) === $host;
	}
}
