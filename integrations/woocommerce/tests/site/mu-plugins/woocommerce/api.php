<?php
/**
 * The part of wc/v3 that Tillside reads, for those who sign with keys of the table (OAuth 1.0a, as WooCommerce wants it where there is
 * no TLS).
 */

add_action(
	'rest_api_init',
	static function (): void {
		$route = static function ( string $path, string $methods, callable $answer ): void {
			register_rest_route( 'wc/v3', $path, array( 'methods' => $methods, 'callback' => $answer, 'permission_callback' => 'double_is_signed' ) );
		};
		$route( '/orders', 'GET', static function () { return double_list( array_map( 'double_order_json', array_values( get_option( 'double_orders', array() ) ) ) ); } );
		$route( '/orders/(?P<id>\d+)', 'GET', static function ( $asked ) { return double_order_json( get_option( 'double_orders' )[ (int) $asked['id'] ] ); } );
		$route( '/orders/(?P<id>\d+)/(refunds|notes)', 'GET', static function () { return double_list( array() ); } );
		$route( '/(customers|products|coupons)', 'GET', static function () { return double_list( array() ); } );
		$route( '/products/reviews', 'GET', static function () { return double_list( array_map( 'double_review_json', get_comments( array( 'type' => 'review', 'status' => 'all' ) ) ) ); } );
		$route( '/products/reviews/(?P<id>\d+)', 'GET', static function ( $asked ) { return double_review_json( get_comment( (int) $asked['id'] ) ); } );
		$route( '/system_status', 'GET', static function () { return array( 'environment' => array( 'version' => '9.4.0', 'wp_version' => get_bloginfo( 'version' ) ), 'settings' => array( 'currency' => 'TRY' ) ); } );
		$route( '/webhooks', 'GET', static function () { return double_list( array_values( get_option( 'double_webhooks', array() ) ) ); } );
		$route( '/webhooks', 'POST', 'double_make_webhook' );
		$route( '/webhooks/batch', 'POST', static function () { return array(); } );
		$route( '/webhooks/(?P<id>\d+)', 'DELETE', static function ( $asked ) { return array( 'deleted' => ( new WC_Webhook( (int) $asked['id'] ) )->delete( true ) ); } );
	}
);

// Who signs is that user, below every space that is WooCommerce's or begins with `wc-`, as WC_REST_Authentication has it.
add_filter(
	'determine_current_user',
	static function ( $user ) {
		$ours = preg_match( '~/wp-json/wc[/-]~', $_SERVER['REQUEST_URI'] ?? '' );
		return ! $user && $ours && true === double_is_signed() ? double_signer() : $user;
	},
	100
);

/** Whose keys sign. */
function double_signer(): int {
	global $wpdb;
	$key = wp_unslash( $_GET['oauth_consumer_key'] ?? '' );
	return (int) $wpdb->get_var( $wpdb->prepare( "SELECT user_id FROM {$wpdb->prefix}woocommerce_api_keys WHERE consumer_key = %s", wc_api_hash( $key ) ) );
}

/** @return array<string,mixed> */
function double_review_json( WP_Comment $review ): array {
	$data = array(
		'id'               => (int) $review->comment_ID,
		'date_created_gmt' => str_replace( ' ', 'T', $review->comment_date_gmt ),
		'product_id'       => (int) $review->comment_post_ID,
		'product_name'     => get_the_title( (int) $review->comment_post_ID ),
		'status'           => '1' === $review->comment_approved ? 'approved' : 'hold',
		'reviewer'         => $review->comment_author,
		'reviewer_email'   => $review->comment_author_email,
		'review'           => wpautop( $review->comment_content ),
		'rating'           => (int) get_comment_meta( (int) $review->comment_ID, 'rating', true ),
		'verified'         => true,
	);
	return apply_filters( 'woocommerce_rest_prepare_product_review', new WP_REST_Response( $data ), $review, new WP_REST_Request() )->get_data();
}

add_action(
	'init',
	static function (): void {
		register_post_type( 'product', array( 'public' => true, 'supports' => array( 'title', 'comments' ) ) );
	}
);

/** @param array<mixed> $rows All there are; they fit on one page. */
function double_list( array $rows ): WP_REST_Response {
	$answer = new WP_REST_Response( $rows );
	$answer->header( 'X-WP-Total', (string) count( $rows ) );
	$answer->header( 'X-WP-TotalPages', $rows ? '1' : '0' );
	return $answer;
}

/** @return array<string,mixed> */
function double_make_webhook( WP_REST_Request $asked ): array {
	$webhooks        = get_option( 'double_webhooks', array() );
	$id              = $webhooks ? max( array_keys( $webhooks ) ) + 1 : 1;
	$webhooks[ $id ] = array( 'id' => $id, 'status' => 'active', 'topic' => $asked['topic'], 'delivery_url' => $asked['delivery_url'] );
	update_option( 'double_webhooks', $webhooks );
	return $webhooks[ $id ];
}

/**
 * @param array<string,mixed> $order As it is kept.
 * @return array<string,mixed>
 */
function double_order_json( array $order ): array {
	$address = array( 'first_name' => $order['first_name'], 'last_name' => $order['last_name'], 'company' => '', 'address_1' => '', 'address_2' => '', 'city' => 'İzmir', 'state' => '', 'postcode' => '35000', 'country' => 'TR' );
	return array(
		'id'                   => $order['id'],
		'parent_id'            => 0,
		'number'               => $order['number'],
		'status'               => 'processing',
		'currency'             => 'TRY',
		'version'              => '9.4.0',
		'prices_include_tax'   => true,
		'date_created_gmt'     => '2026-11-01T10:00:00',
		'date_modified_gmt'    => '2026-11-01T10:00:00',
		'discount_total'       => '0.00',
		'shipping_total'       => '0.00',
		'total'                => '120.00',
		'total_tax'            => '0.00',
		'customer_id'          => $order['customer'],
		'order_key'            => 'wc_order_' . $order['id'],
		'billing'              => $address + array( 'email' => $order['email'], 'phone' => '' ),
		'shipping'             => $address,
		'payment_method'       => 'cod',
		'payment_method_title' => 'Cash',
		'transaction_id'       => '',
		'customer_note'        => '',
		'date_completed_gmt'   => null,
		'date_paid_gmt'        => null,
		'meta_data'            => array(),
		'line_items'           => array( array( 'id' => 1, 'name' => 'Bowl', 'product_id' => 7, 'variation_id' => 0, 'quantity' => 1, 'subtotal' => '120.00', 'subtotal_tax' => '0.00', 'total' => '120.00', 'total_tax' => '0.00', 'taxes' => array(), 'meta_data' => array(), 'sku' => 'BOWL', 'price' => 120 ) ),
		'tax_lines'            => array(),
		'shipping_lines'       => array(),
		'fee_lines'            => array(),
		'coupon_lines'         => array(),
		'refunds'              => array(),
	);
}

/** @return true|WP_Error */
function double_is_signed() {
	global $wpdb;
	$asked = wp_unslash( $_GET );
	$given = isset( $asked['oauth_signature'] ) ? $asked['oauth_signature'] : '';
	$key   = isset( $asked['oauth_consumer_key'] ) ? $asked['oauth_consumer_key'] : '';
	$row   = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}woocommerce_api_keys WHERE consumer_key = %s", wc_api_hash( $key ) ) );
	if ( ! $row || ! user_can( (int) $row->user_id, 'manage_woocommerce' ) || 'read_write' !== $row->permissions ) {
		return new WP_Error( 'woocommerce_rest_authentication_error', 'Consumer key is invalid.', array( 'status' => 401 ) );
	}
	unset( $asked['oauth_signature'] );
	$pairs = array();
	foreach ( $asked as $name => $value ) {
		$pairs[] = rawurlencode( $name ) . '=' . rawurlencode( $value );
	}
	sort( $pairs );
	$path   = wp_parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
	$signed = $_SERVER['REQUEST_METHOD'] . '&' . rawurlencode( home_url( $path ) ) . '&' . rawurlencode( implode( '&', $pairs ) );
	$right  = base64_encode( hash_hmac( 'sha256', $signed, $row->consumer_secret . '&', true ) );
	if ( ! hash_equals( $right, $given ) ) {
		return new WP_Error( 'woocommerce_rest_authentication_error', 'Invalid signature.', array( 'status' => 401 ) );
	}
	return true;
}
