<?php
/**
 * Speaking with Tillside.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * Tillside's API under one address, with one token.
 */
final class Api {

	/**
	 * Seconds that a page may wait for Tillside.
	 */
	public const PATIENCE = 3.0;

	/**
	 * Bytes of an answer that are read at most.
	 */
	private const LARGEST = 2097152;

	/**
	 * Where Tillside is.
	 *
	 * @var string
	 */
	private $address;

	/**
	 * Lets us in.
	 *
	 * @var string
	 */
	private $token;

	/**
	 * Until when all requests together have to be done, on the clock of microtime(); 0.0 if it does not matter.
	 *
	 * @var float
	 */
	private $until = 0.0;

	/**
	 * The API.
	 *
	 * @param string $address As {@see Address::read()} gives it.
	 * @param string $token   A token, `tsk_…`.
	 */
	public function __construct( string $address, string $token ) {
		$this->address = $address;
		$this->token   = $token;
	}

	/**
	 * The same, but all requests together have only so long.
	 *
	 * @param float $seconds How long.
	 */
	public function within( float $seconds ): self {
		$hurried        = clone $this;
		$hurried->until = microtime( true ) + $seconds;
		return $hurried;
	}

	/**
	 * Asks for something.
	 *
	 * @param string               $path  Below `/api/v1`.
	 * @param array<string,string> $query What stands behind the question mark.
	 * @return array<mixed>
	 * @throws Trouble When there is no good answer.
	 */
	public function get( string $path, array $query = array() ): array {
		$query = $query ? '?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 ) : '';
		return $this->ask( 'GET', $path . $query, null, self::PATIENCE );
	}

	/**
	 * Makes or changes something.
	 *
	 * @param string               $method  POST, PATCH or DELETE.
	 * @param string               $path    Below `/api/v1`.
	 * @param ?array<string,mixed> $body    What to send.
	 * @param float                $seconds How long it may take.
	 * @return array<mixed>
	 * @throws Trouble When there is no good answer.
	 */
	public function send( string $method, string $path, ?array $body, float $seconds ): array {
		return $this->ask( $method, $path, $body, $seconds );
	}

	/**
	 * One request. No redirect is followed: the token does not travel on.
	 *
	 * @param string               $method  The method.
	 * @param string               $path    Below `/api/v1`, with the query.
	 * @param ?array<string,mixed> $body    What to send.
	 * @param float                $seconds How long it may take.
	 * @return array<mixed>
	 * @throws Trouble When there is no good answer.
	 */
	private function ask( string $method, string $path, ?array $body, float $seconds ): array {
		if ( $this->until > 0.0 ) {
			$seconds = min( $seconds, $this->until - microtime( true ) );
			if ( $seconds < 0.05 ) {
				throw new Trouble( 'timed-out-here' );
			}
		}
		$request = array(
			'method'              => $method,
			'timeout'             => $seconds,
			'redirection'         => 0,
			'limit_response_size' => self::LARGEST,
			'user-agent'          => 'Tillside for WooCommerce/' . VERSION,
			'headers'             => array(
				'Authorization' => 'Bearer ' . $this->token,
				'Accept'        => 'application/json',
			),
		);
		if ( null !== $body ) {
			$request['headers']['Content-Type'] = 'application/json';
			$request['body']                    = (string) wp_json_encode( $body );
		}
		if ( 'POST' === $method ) {
			$request['headers']['Idempotency-Key'] = wp_generate_uuid4();
		}
		$url = $this->address . '/api/v1' . $path;
		if ( Address::may_be_private() ) {
			$answer = wp_remote_request( $url, $request );
		} elseif ( wp_http_validate_url( $url ) ) {
			$answer = wp_safe_remote_request( $url, $request );
		} else {
			throw new Trouble( Address::is_nowhere( $url ) ? 'not-found-here' : 'private-address' );
		}
		if ( is_wp_error( $answer ) ) {
			throw self::unreached( $answer );
		}
		return self::read( (int) wp_remote_retrieve_response_code( $answer ), wp_remote_retrieve_body( $answer ) );
	}

	/**
	 * Why there was no answer at all.
	 *
	 * @param \WP_Error $error What WordPress says.
	 */
	private static function unreached( \WP_Error $error ): Trouble {
		$message = $error->get_error_message();
		if ( preg_match( '/cURL error (\d+)/', $message, $found ) ) {
			$reasons = array(
				6  => 'not-found-here',
				28 => 'timed-out-here',
				35 => 'bad-certificate',
				51 => 'bad-certificate',
				58 => 'bad-certificate',
				60 => 'bad-certificate',
			);
			$number  = (int) $found[1];
			return new Trouble( isset( $reasons[ $number ] ) ? $reasons[ $number ] : 'out-of-reach', $message );
		}
		return new Trouble( 'out-of-reach', $message );
	}

	/**
	 * What was answered.
	 *
	 * @param int    $status The status.
	 * @param string $body   The body.
	 * @return array<mixed>
	 * @throws Trouble When it is a problem, or no answer of a Tillside.
	 */
	private static function read( int $status, string $body ): array {
		if ( 204 === $status ) {
			return array();
		}
		$read = json_decode( $body, true );
		if ( $status >= 200 && $status < 300 && is_array( $read ) ) {
			return $read;
		}
		if ( ! is_array( $read ) || ! isset( $read['code'], $read['status'] ) || ! is_string( $read['code'] ) ) {
			throw new Trouble( $status >= 500 ? 'out-of-reach' : 'not-tillside', 'HTTP ' . $status );
		}
		$detail = isset( $read['detail'] ) && is_string( $read['detail'] ) ? $read['detail'] : '';
		if ( 422 === $status && 'forbidden' === $read['code'] ) {
			throw new Trouble( 'forbidden-by-store', $detail );
		}
		throw new Trouble( 429 === $status ? 'rate-limited' : $read['code'], $detail );
	}
}
