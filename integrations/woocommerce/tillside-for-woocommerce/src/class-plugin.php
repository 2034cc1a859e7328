<?php
/**
 * What is hooked where.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * Begins.
 */
final class Plugin {

	/**
	 * Hooks everything in once it is known whether WooCommerce is there.
	 */
	public static function start(): void {
		add_action( 'before_woocommerce_init', array( self::class, 'declare_compatible' ) );
		add_action( 'init', array( self::class, 'load_texts' ) );
		add_action( 'plugins_loaded', array( self::class, 'hook' ) );
	}

	/**
	 * Orders are only touched through WooCommerce's own functions, so it does not matter which tables they are in; nor does it
	 * matter whether the checkout is made of blocks.
	 */
	public static function declare_compatible(): void {
		if ( class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', FILE, true );
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', FILE, true );
		}
	}

	/**
	 * The texts that come with the plug-in.
	 */
	public static function load_texts(): void {
		load_plugin_textdomain( 'tillside-for-woocommerce', false, dirname( plugin_basename( FILE ) ) . '/languages' );
	}

	/**
	 * Each part hooks in what it does.
	 */
	public static function hook(): void {
		if ( ! class_exists( 'WooCommerce' ) ) {
			add_action( 'admin_notices', array( self::class, 'say_what_is_missing' ) );
			return;
		}
		$settings = new Settings();
		( new Identity( $settings ) )->hook();
		( new Widget( $settings ) )->hook();
		( new ThankYou( $settings ) )->hook();
		if ( is_admin() ) {
			( new SettingsPage( $settings ) )->hook();
			( new OrderBox( $settings ) )->hook();
		}
	}

	/**
	 * Without WooCommerce there is nothing to connect.
	 */
	public static function say_what_is_missing(): void {
		if ( current_user_can( 'activate_plugins' ) ) {
			echo '<div class="notice notice-warning"><p>' .
				esc_html__( 'Tillside for WooCommerce does nothing yet: WooCommerce is not active.', 'tillside-for-woocommerce' ) .
				'</p></div>';
		}
	}
}
