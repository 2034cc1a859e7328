<?php
/**
 * The functions.
 */

function wc_rand_hash(): string {
	return bin2hex( random_bytes( 20 ) );
}

function wc_api_hash( string $data ): string {
	return hash_hmac( 'sha256', $data, 'wc-api' );
}

/**
 * @param mixed $the_order Its number.
 * @return WC_Order|false
 */
function wc_get_order( $the_order = false ) {
	$orders = get_option( 'double_orders', array() );
	return isset( $orders[ $the_order ] ) ? new WC_Order( $orders[ $the_order ] ) : false;
}

/**
 * @throws Exception When there is none.
 */
function wc_get_webhook( int $id ): WC_Webhook {
	return new WC_Webhook( $id );
}

function wc_get_page_screen_id( string $for ): string {
	return get_option( 'double_hpos' ) ? 'woocommerce_page_wc-orders' : 'shop_order';
}
