<?php
/**
 * The chat on the store's pages.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * Puts the widget on every page of the store. What it puts there is the same for everybody, so caches may keep it.
 */
final class Widget {

	private const CHAT = 'tillside-widget';
	private const SHOP = 'tillside-shop';

	/**
	 * Which chat.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * The widget.
	 *
	 * @param Settings $settings Which chat.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Hooks it in. `wp_enqueue_scripts` is for pages of the store only, never for those of the administration.
	 */
	public function hook(): void {
		add_action( 'wp_enqueue_scripts', array( $this, 'enqueue' ) );
		add_filter( 'script_loader_tag', array( $this, 'complete' ), 10, 2 );
	}

	/**
	 * Whether a page of the store has the chat.
	 *
	 * @param Settings $settings Which chat.
	 */
	public static function is_shown( Settings $settings ): bool {
		return $settings->is_connected() && '' !== $settings->channel() && ! is_admin() && ! is_customize_preview() && ! is_embed();
	}

	/**
	 * Asks for the two scripts.
	 */
	public function enqueue(): void {
		if ( ! self::is_shown( $this->settings ) ) {
			return;
		}
		// The widget says by itself how long it may be kept; a version would only make it load twice.
		wp_enqueue_script( self::CHAT, $this->settings->address() . '/widget.js', array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
		wp_enqueue_script( self::SHOP, plugins_url( 'assets/shop.js', FILE ), array(), VERSION, true );
		$told = array(
			'identity' => '' === $this->settings->identity_secret() ? '' : Identity::address(),
			'cookie'   => Identity::COOKIE,
		);
		wp_add_inline_script( self::SHOP, 'window.tillsideShop = ' . wp_json_encode( $told ) . ';', 'before' );
	}

	/**
	 * Completes the widget's tag: which chat, in which colour and language.
	 *
	 * @param string $tag    The tag.
	 * @param string $handle Whose it is.
	 */
	public function complete( $tag, $handle ): string {
		$tag = (string) $tag;
		if ( self::CHAT !== $handle ) {
			return $tag;
		}
		$attributes = array(
			'data-channel'  => $this->settings->channel(),
			'data-color'    => $this->settings->color(),
			'data-language' => Languages::of_chat(),
		);
		$written    = ' async';
		foreach ( array_filter( $attributes ) as $name => $value ) {
			$written .= ' ' . $name . '="' . esc_attr( $value ) . '"';
		}
		return (string) preg_replace( '/ src=/', $written . ' src=', $tag, 1 );
	}
}
