<?php
/**
 * A word after the order.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * Thanks a customer on the order-received page in the store's own words, and offers the chat.
 */
final class ThankYou {

	/**
	 * What is said.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * The note.
	 *
	 * @param Settings $settings What is said.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Hooks it in. WooCommerce comes here only after it has made sure that the visitor may see the order.
	 */
	public function hook(): void {
		add_action( 'woocommerce_thankyou', array( $this, 'show' ), 5 );
	}

	/**
	 * What is said if the store has entered nothing.
	 */
	public static function common_note(): string {
		/* translators: keep {order_number} and {store} as they are: the order's number and the store's name are put in their place. */
		return __( 'Thank you for your order {order_number}! Each one is packed with care, and we write to you as soon as yours is on its way. — Everyone at {store}', 'tillside-for-woocommerce' );
	}

	/**
	 * Shows it.
	 *
	 * @param mixed $id The order's number.
	 */
	public function show( $id ): void {
		$order = is_numeric( $id ) ? wc_get_order( (int) $id ) : false;
		if ( ! $order instanceof \WC_Order || ! $this->settings->is_connected() || ! $this->settings->thanks() ) {
			return;
		}
		// The page is the same after a payment that failed, and speaks of that.
		if ( $order->has_status( array( 'failed', 'cancelled' ) ) ) {
			return;
		}
		$allowed = array( 'bdi' => array(), 'br' => array() );
		echo '<section class="tillside-thanks" data-tillside-avoid><p>' . wp_kses( $this->text( $order ), $allowed ) . '</p>';
		if ( Widget::is_shown( $this->settings ) ) {
			echo '<p><button type="button" class="button" data-tillside-open hidden>' .
				esc_html__( 'Questions? Chat with us', 'tillside-for-woocommerce' ) . '</button></p>';
		}
		echo '</section>';
	}

	/**
	 * The text in the page's language, escaped, with what stands in braces put in.
	 *
	 * @param \WC_Order $order The order.
	 */
	public function text( \WC_Order $order ): string {
		$note   = $this->settings->note( Languages::of_page() );
		$note   = esc_html( '' === trim( $note ) ? self::common_note() : $note );
		$values = array(
			'{first_name}'   => $order->get_billing_first_name(),
			'{name}'         => $order->get_formatted_billing_full_name(),
			'{order_number}' => (string) $order->get_order_number(),
			'{store}'        => Connection::name(),
		);
		foreach ( $values as $place => $value ) {
			$value = trim( $value );
			if ( '' === $value ) {
				// A customer without a name is not called by a comma.
				$note = (string) preg_replace( '/[,،]?\s*' . preg_quote( $place, '/' ) . '/u', '', $note );
			}
			$values[ $place ] = '<bdi>' . esc_html( $value ) . '</bdi>';
		}
		$text = strtr( $note, $values );
		return nl2br( trim( $text ), false );
	}
}
