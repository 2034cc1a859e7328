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
		add_action( 'admin_init', array( self::class, 'suggest_policy' ) );
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
	 * What a store may say about it in its privacy policy, in WordPress's guide to that.
	 */
	public static function suggest_policy(): void {
		$text = __( 'We answer you with Tillside, which we run ourselves. While you are signed in or chat with us, it learns your account\'s number, your name and e-mail address, and the page that you are on. When we look at your order, we look for conversations with your e-mail address there. The cookie tillside_signed_in says only that somebody is signed in.', 'tillside-for-woocommerce' );
		wp_add_privacy_policy_content( 'Tillside for WooCommerce', '<p>' . esc_html( $text ) . '</p>' );
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
		( new Answers() )->hook();
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
