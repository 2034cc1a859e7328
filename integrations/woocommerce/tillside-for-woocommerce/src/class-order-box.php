<?php
/**
 * Conversations beside an order.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * A box on the order's page with what its customer has talked about, wherever WooCommerce keeps its orders.
 */
final class OrderBox {

	/**
	 * Where to ask.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * The box.
	 *
	 * @param Settings $settings Where to ask.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Hooks it in.
	 */
	public function hook(): void {
		add_action( 'add_meta_boxes', array( $this, 'add' ) );
	}

	/**
	 * Adds the box to the old page of an order and to the new one.
	 */
	public function add(): void {
		if ( ! $this->settings->is_connected() || ! current_user_can( 'edit_shop_orders' ) ) {
			return;
		}
		foreach ( array_unique( array( 'shop_order', wc_get_page_screen_id( 'shop-order' ) ) ) as $screen ) {
			add_meta_box( 'tillside-conversations', __( 'Conversations in Tillside', 'tillside-for-woocommerce' ), array( $this, 'show' ), $screen, 'side', 'default' );
		}
	}

	/**
	 * Shows the box.
	 *
	 * @param mixed $shown The order, or the post that it was kept in formerly.
	 */
	public function show( $shown ): void {
		$order = $shown instanceof \WP_Post ? wc_get_order( $shown->ID ) : $shown;
		if ( ! $order instanceof \WC_Order || ! current_user_can( 'edit_shop_orders' ) ) {
			return;
		}
		$email = $order->get_billing_email();
		if ( '' === $email ) {
			self::say( __( 'This order has no e-mail address to look for.', 'tillside-for-woocommerce' ) );
			return;
		}
		try {
			$found = ( new Conversations( $this->settings ) )->of( $email );
		} catch ( Trouble $trouble ) {
			self::say( $trouble->words() );
			return;
		}
		if ( 0 === $found['count'] ) {
			self::say( __( 'No conversations with this customer yet.', 'tillside-for-woocommerce' ) );
			return;
		}
		$this->show_found( $found );
	}

	/**
	 * Shows what was found.
	 *
	 * @param array{customer: string, count: int, open: int, waiting: int, newest: array<array{id: string, subject: string, status: string, waiting: bool, at: int}>} $found What was found.
	 */
	private function show_found( array $found ): void {
		/* translators: %s: how many. */
		$all = sprintf( _n( '%s conversation', '%s conversations', $found['count'], 'tillside-for-woocommerce' ), Languages::count( $found['count'] ) );
		echo '<p><strong>';
		$this->link( '/customers/' . rawurlencode( $found['customer'] ), $all );
		echo '</strong></p><p>';
		/* translators: %s: how many. */
		echo esc_html( sprintf( _n( '%s open', '%s open', $found['open'], 'tillside-for-woocommerce' ), Languages::count( $found['open'] ) ) );
		if ( $found['waiting'] > 0 ) {
			/* translators: %s: how many. */
			$waiting = sprintf( _n( '%s waits for an answer', '%s wait for an answer', $found['waiting'], 'tillside-for-woocommerce' ), Languages::count( $found['waiting'] ) );
			echo ' · <mark>' . esc_html( $waiting ) . '</mark>';
		}
		echo '</p><ul>';
		foreach ( $found['newest'] as $one ) {
			$subject = '' === $one['subject'] ? __( '(no subject)', 'tillside-for-woocommerce' ) : $one['subject'];
			echo '<li>';
			$this->link( '/inbox/all/' . rawurlencode( $one['id'] ), $subject );
			echo '<br><small>' . esc_html( self::status( $one ) ) . ' · ' . esc_html( Languages::digits( self::date( $one['at'] ) ) ) . '</small></li>';
		}
		echo '</ul>';
	}

	/**
	 * In which state a conversation is.
	 *
	 * @param array{id: string, subject: string, status: string, waiting: bool, at: int} $one A conversation.
	 */
	private static function status( array $one ): string {
		if ( $one['waiting'] ) {
			return __( 'Waits for an answer', 'tillside-for-woocommerce' );
		}
		$words = array(
			'open'    => __( 'Open', 'tillside-for-woocommerce' ),
			'pending' => __( 'Waiting for the customer', 'tillside-for-woocommerce' ),
			'snoozed' => __( 'Snoozed', 'tillside-for-woocommerce' ),
			'solved'  => __( 'Solved', 'tillside-for-woocommerce' ),
			'closed'  => __( 'Closed', 'tillside-for-woocommerce' ),
		);
		return isset( $words[ $one['status'] ] ) ? $words[ $one['status'] ] : $one['status'];
	}

	/**
	 * A day, as this site writes days.
	 *
	 * @param int $at Seconds since the epoch.
	 */
	private static function date( int $at ): string {
		$format = get_option( 'date_format', 'Y-m-d' );
		return (string) wp_date( is_string( $format ) ? $format : 'Y-m-d', $at );
	}

	/**
	 * A link into Tillside.
	 *
	 * @param string $path Where to.
	 * @param string $text What it says.
	 */
	private function link( string $path, string $text ): void {
		echo '<a href="' . esc_url( $this->settings->address() . $path ) . '" target="_blank" rel="noopener" dir="auto">' . esc_html( $text ) . '</a>';
	}

	/**
	 * A sentence.
	 *
	 * @param string $text What it says.
	 */
	private static function say( string $text ): void {
		echo '<p>' . esc_html( $text ) . '</p>';
	}
}
