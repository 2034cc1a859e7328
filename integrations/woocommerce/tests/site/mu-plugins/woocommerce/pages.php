<?php
/**
 * The pages and hooks.
 */

add_action( 'template_redirect', array( 'WC_AJAX', 'dispatch' ), 0 );

add_action(
	'init',
	static function (): void {
		do_action( 'before_woocommerce_init' );
		register_post_type(
			'shop_order',
			array( 'show_ui' => true, 'supports' => array( 'title' ), 'capability_type' => 'shop_order', 'map_meta_cap' => true )
		);
	},
	0
);

add_filter(
	'user_has_cap',
	static function ( array $has, array $wanted, array $asked, WP_User $user ): array {
		if ( array_intersect( array( 'administrator', 'shop_manager' ), $user->roles ) ) {
			$has['manage_woocommerce'] = true;
			foreach ( array( 'edit', 'read', 'publish', 'delete', 'edit_others', 'edit_published' ) as $may ) {
				$has[ $may . '_shop_orders' ] = true;
				$has[ $may . '_shop_order' ]  = true;
			}
		}
		return $has;
	},
	10,
	4
);

add_action(
	'admin_menu',
	static function (): void {
		add_menu_page( 'WooCommerce', 'WooCommerce', 'manage_woocommerce', 'woocommerce', '__return_null' );
		add_submenu_page(
			'woocommerce',
			'Orders',
			'Orders',
			'edit_shop_orders',
			'wc-orders',
			static function (): void {
				$order  = wc_get_order( absint( $_GET['id'] ) );
				$screen = get_current_screen();
				do_action( 'add_meta_boxes', $screen->id, $order );
				do_meta_boxes( $screen->id, 'side', $order );
			}
		);
	}
);

// Customers have no bar of the administration.
add_filter(
	'show_admin_bar',
	static function ( bool $shown ): bool {
		return $shown && current_user_can( 'manage_woocommerce' );
	}
);

// WordPress takes only languages that are installed.
add_filter(
	'get_available_languages',
	static function (): array {
		return array( 'de_DE', 'fa_IR', 'ko_KR', 'tr_TR' );
	}
);

// A site that sends on whoever asks it for something of Tillside's.
add_action(
	'init',
	static function (): void {
		$to = get_option( 'double_sends_on_to' );
		if ( $to && 0 === strpos( $_SERVER['REQUEST_URI'], '/api/v1' ) ) {
			wp_redirect( $to . $_SERVER['REQUEST_URI'] );
			exit;
		}
	}
);
