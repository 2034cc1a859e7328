<?php
/**
 * Who is signed in.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * Tells the chat who is signed in, with a proof. It is never part of a page, which a cache might give to somebody else: a script
 * asks for it, through the way that WooCommerce itself fetches what differs from customer to customer (`?wc-ajax=`), which no
 * cache keeps.
 *
 * A cookie that says nothing but "somebody is signed in" saves the request for everybody else.
 */
final class Identity {

	public const COOKIE = 'tillside_signed_in';

	private const ACTION = 'tillside_identity';

	/**
	 * What signs.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * The identity.
	 *
	 * @param Settings $settings What signs.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Hooks it in.
	 */
	public function hook(): void {
		add_action( 'wc_ajax_' . self::ACTION, array( $this, 'answer' ) );
		add_action( 'set_logged_in_cookie', array( $this, 'remember' ), 10, 2 );
		add_action( 'clear_auth_cookie', array( $this, 'forget' ) );
		add_action( 'template_redirect', array( $this, 'catch_up' ) );
	}

	/**
	 * Where the script asks.
	 */
	public static function address(): string {
		return \WC_AJAX::get_endpoint( self::ACTION );
	}

	/**
	 * Answers the script. Only a page of this site gets an answer: a form of another one could be made to post here, and is
	 * refused by what browsers say about where a request comes from.
	 */
	public function answer(): void {
		nocache_headers();
		if ( ! self::is_from_here() ) {
			wp_send_json( array( 'identity' => null ), 403 );
		}
		wp_send_json( array( 'identity' => $this->of( wp_get_current_user() ) ) );
	}

	/**
	 * Who somebody is, signed; null for a visitor.
	 *
	 * @param \WP_User $user Who is signed in.
	 * @return ?array{id: string, email: string, name: string, signature: string}
	 */
	public function of( \WP_User $user ): ?array {
		$secret = $this->settings->identity_secret();
		if ( ! $user->exists() || '' === $secret ) {
			return null;
		}
		/**
		 * The address that is vouched for. A site where people can open accounts for addresses that they do not have, returns an empty
		 * text: then only the account is signed.
		 *
		 * @param string   $email The account's address.
		 * @param \WP_User $user  The account.
		 */
		$email = (string) apply_filters( 'tillside_signed_email', (string) $user->user_email, $user );
		$id    = (string) $user->ID;
		return array(
			'id'        => $id,
			'email'     => $email,
			'name'      => self::name( $user ),
			'signature' => hash_hmac( 'sha256', $id . "\n" . $email, $secret ),
		);
	}

	/**
	 * Somebody signs in.
	 *
	 * @param string $cookie WordPress's own cookie.
	 * @param int    $until  Until when it is kept, in seconds since the epoch; 0 until the browser closes.
	 */
	public function remember( $cookie, $until ): void {
		unset( $cookie );
		self::set_cookie( '1', (int) $until );
	}

	/**
	 * Somebody signs out.
	 */
	public function forget(): void {
		self::set_cookie( '', time() - DAY_IN_SECONDS );
	}

	/**
	 * Somebody was signed in before the plug-in was there, or signed out where the cookie could not be taken back.
	 */
	public function catch_up(): void {
		if ( isset( $_COOKIE[ self::COOKIE ] ) === is_user_logged_in() || headers_sent() ) {
			return;
		}
		if ( is_user_logged_in() ) {
			self::set_cookie( '1', 0 );
		} else {
			$this->forget();
		}
	}

	/**
	 * Sets the cookie, which scripts may read.
	 *
	 * @param string $value What it says.
	 * @param int    $until Until when, in seconds since the epoch.
	 */
	private static function set_cookie( string $value, int $until ): void {
		if ( headers_sent() ) {
			return;
		}
		setcookie(
			self::COOKIE,
			$value,
			array(
				'expires'  => $until,
				'path'     => COOKIEPATH ? COOKIEPATH : '/',
				'domain'   => COOKIE_DOMAIN ? COOKIE_DOMAIN : '',
				'secure'   => is_ssl(),
				'httponly' => false,
				'samesite' => 'Lax',
			)
		);
	}

	/**
	 * What to call somebody.
	 *
	 * @param \WP_User $user Who.
	 */
	private static function name( \WP_User $user ): string {
		$name = trim( $user->first_name . ' ' . $user->last_name );
		return '' === $name ? $user->display_name : $name;
	}

	/**
	 * Whether the request was posted by a script of this site. A page of another one can't send the header without being allowed to,
	 * and browsers say where a request comes from.
	 */
	private static function is_from_here(): bool {
		$method = isset( $_SERVER['REQUEST_METHOD'] ) ? sanitize_key( $_SERVER['REQUEST_METHOD'] ) : '';
		$asked  = isset( $_SERVER['HTTP_X_TILLSIDE'] ) ? sanitize_key( $_SERVER['HTTP_X_TILLSIDE'] ) : '';
		if ( 'post' !== $method || 'identity' !== $asked ) {
			return false;
		}
		if ( ! isset( $_SERVER['HTTP_ORIGIN'] ) ) {
			return true;
		}
		$host = isset( $_SERVER['HTTP_HOST'] ) ? sanitize_text_field( wp_unslash( $_SERVER['HTTP_HOST'] ) ) : '';
		$from = self::host_of( esc_url_raw( wp_unslash( $_SERVER['HTTP_ORIGIN'] ) ) );
		return '' !== $from && ( $from === strtolower( $host ) || self::host_of( home_url() ) === $from );
	}

	/**
	 * Host and port of an address.
	 *
	 * @param string $url An address.
	 */
	private static function host_of( string $url ): string {
		$parts = wp_parse_url( $url );
		if ( ! is_array( $parts ) || empty( $parts['host'] ) ) {
			return '';
		}
		return strtolower( $parts['host'] ) . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
	}
}
