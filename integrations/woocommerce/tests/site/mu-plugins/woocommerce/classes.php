<?php
/**
 * The classes.
 */

namespace Automattic\WooCommerce\Utilities {

	/** What plug-ins say that they go with. */
	class FeaturesUtil {

		/** @var array<string,bool> By feature. */
		public static $declared = array();

		public static function declare_compatibility( string $feature_id, string $plugin_file, bool $positive_compatibility = true ): bool {
			self::$declared[ $feature_id ] = $positive_compatibility;
			return true;
		}
	}
}

namespace {

	/** Its presence is what plug-ins look for. */
	class WooCommerce {
	}

	/** An order. */
	class WC_Order {

		/** @var array<string,mixed> */
		private $data;

		/** @param array<string,mixed> $data As it is kept. */
		public function __construct( array $data ) {
			$this->data = $data;
		}

		public function get_id(): int {
			return $this->data['id'];
		}

		public function get_order_number(): string {
			return (string) $this->data['number'];
		}

		public function get_billing_first_name( string $context = 'view' ): string {
			return $this->data['first_name'];
		}

		public function get_billing_email( string $context = 'view' ): string {
			return $this->data['email'];
		}

		public function get_formatted_billing_full_name(): string {
			return trim( $this->data['first_name'] . ' ' . $this->data['last_name'] );
		}
	}

	/** A webhook. */
	class WC_Webhook {

		/** @var int */
		private $id;

		public function __construct( int $id ) {
			$this->id = $id;
		}

		public function get_delivery_url( string $context = 'view' ): string {
			return get_option( 'double_webhooks', array() )[ $this->id ]['delivery_url'];
		}

		public function delete( bool $force_delete = false ): bool {
			$webhooks = get_option( 'double_webhooks', array() );
			unset( $webhooks[ $this->id ] );
			return update_option( 'double_webhooks', $webhooks );
		}
	}

	/** Where webhooks are kept. */
	class WC_Webhook_Data_Store {

		/** @return array<int> */
		public function get_webhooks_ids( string $status = '' ): array {
			return array_keys( get_option( 'double_webhooks', array() ) );
		}
	}

	/** Where things are kept. */
	class WC_Data_Store {

		public static function load( string $object_type ): WC_Webhook_Data_Store {
			return new WC_Webhook_Data_Store();
		}
	}

	/** What differs from customer to customer is fetched by `?wc-ajax=`. */
	class WC_AJAX {

		public static function get_endpoint( string $request = '' ): string {
			return esc_url_raw( add_query_arg( 'wc-ajax', $request, home_url( '/', 'relative' ) ) );
		}

		public static function dispatch(): void {
			if ( empty( $_GET['wc-ajax'] ) ) {
				return;
			}
			send_origin_headers();
			send_nosniff_header();
			nocache_headers();
			status_header( 200 );
			do_action( 'wc_ajax_' . sanitize_text_field( wp_unslash( $_GET['wc-ajax'] ) ) );
			wp_die();
		}
	}
}
