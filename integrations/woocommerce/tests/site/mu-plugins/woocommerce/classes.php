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

		/** @param string|string[] $status One, or several. */
		public function has_status( $status ): bool {
			return in_array( $this->data['status'] ?? 'processing', (array) $status, true );
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
			if ( ! isset( get_option( 'double_webhooks', array() )[ $id ] ) ) {
				throw new Exception( 'Invalid webhook.' );
			}
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

	/** Where webhooks are kept. Its list of ids is a cached one, and may name webhooks that are gone. */
	class WC_Webhook_Data_Store {

		/**
		 * @param string $status Which; all if empty.
		 * @return array<int>
		 */
		public function get_webhooks_ids( $status = '' ) {
			return array_merge( (array) get_option( 'double_gone_webhooks', array() ), array_keys( get_option( 'double_webhooks', array() ) ) );
		}
	}

	/** Where things are kept: hands on what it is asked, with nothing in place of the first argument if there is none. */
	class WC_Data_Store {

		/** @var WC_Webhook_Data_Store */
		private $instance;

		/** @param string $object_type Of what. */
		public static function load( $object_type ): self {
			$store           = new self();
			$store->instance = new WC_Webhook_Data_Store();
			return $store;
		}

		/** @param array<mixed> $parameters Of the call. */
		public function __call( string $method, array $parameters ) {
			$first = array_shift( $parameters );
			return $this->instance->$method( $first, ...$parameters );
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
