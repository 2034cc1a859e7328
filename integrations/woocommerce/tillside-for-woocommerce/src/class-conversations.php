<?php
/**
 * What a customer has talked about.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * A customer's conversations in Tillside, remembered for a minute. So is a failure: a Tillside that is down costs a page three
 * seconds once a minute, not each time.
 */
final class Conversations {

	/**
	 * Seconds.
	 */
	private const REMEMBERED = 60;

	/**
	 * Conversations that are looked at; the count goes beyond them.
	 */
	private const LOOKED_AT = 50;

	/**
	 * Customers that a search for an address may bring; the one who has exactly this address is among the first.
	 */
	private const CANDIDATES = 20;

	/**
	 * Where to ask.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * The conversations.
	 *
	 * @param Settings $settings Where to ask.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * The conversations of whoever has this address.
	 *
	 * @param string $email An address.
	 * @return array{customer: string, count: int, open: int, waiting: int, newest: array<array{id: string, subject: string, status: string, waiting: bool, at: int}>}
	 * @throws Trouble When Tillside does not say.
	 */
	public function of( string $email ): array {
		$email = strtolower( trim( $email ) );
		$place = 'tillside_of_' . md5( $this->settings->store() . "\n" . $email );
		$known = get_transient( $place );
		if ( ! is_array( $known ) ) {
			try {
				$known = array( 'found' => $this->fetch( $this->settings->api()->within( Api::PATIENCE ), $email ) );
			} catch ( Trouble $trouble ) {
				$known = array( 'trouble' => $trouble->reason() );
			}
			set_transient( $place, $known, self::REMEMBERED );
		}
		if ( ! isset( $known['found'] ) ) {
			throw new Trouble( Connection::text( $known, 'trouble' ) );
		}
		return $known['found'];
	}

	/**
	 * Asks.
	 *
	 * @param Api    $api   Tillside, in a hurry.
	 * @param string $email An address in lower case.
	 * @return array{customer: string, count: int, open: int, waiting: int, newest: array<array{id: string, subject: string, status: string, waiting: bool, at: int}>}
	 * @throws Trouble When Tillside does not say.
	 */
	private function fetch( Api $api, string $email ): array {
		$found    = array( 'customer' => '', 'count' => 0, 'open' => 0, 'waiting' => 0, 'newest' => array() );
		$customer = self::with_address( $api, $email );
		if ( ! $customer ) {
			return $found;
		}
		$found['customer'] = Connection::text( $customer, 'id' );
		$query             = array( 'customer' => $found['customer'], 'limit' => (string) self::LOOKED_AT );
		$list              = $api->get( '/conversations', $query );
		$rows              = Connection::rows( $list );
		$all               = isset( $customer['conversation_count'] ) && is_int( $customer['conversation_count'] ) ? $customer['conversation_count'] : 0;
		$found['count']    = isset( $list['next'] ) ? max( $all, count( $rows ) ) : count( $rows );
		foreach ( $rows as $row ) {
			$one              = self::conversation( $row );
			$found['open']   += 'open' === $one['status'] ? 1 : 0;
			$found['waiting'] += $one['waiting'] ? 1 : 0;
			$found['newest'][] = $one;
		}
		usort(
			$found['newest'],
			static function ( array $one, array $other ): int {
				return $other['at'] <=> $one['at'];
			}
		);
		$found['newest'] = array_slice( $found['newest'], 0, 3 );
		return $found;
	}

	/**
	 * The customer who has exactly this address.
	 *
	 * @param Api    $api   Tillside.
	 * @param string $email An address in lower case.
	 * @return ?array<mixed>
	 * @throws Trouble When Tillside does not say.
	 */
	private static function with_address( Api $api, string $email ): ?array {
		$query = array( 'q' => $email, 'limit' => (string) self::CANDIDATES );
		foreach ( Connection::rows( $api->get( '/customers', $query ) ) as $customer ) {
			$identities = isset( $customer['identities'] ) && is_array( $customer['identities'] ) ? $customer['identities'] : array();
			foreach ( $identities as $identity ) {
				if ( is_array( $identity ) && 'email' === Connection::text( $identity, 'kind' ) && Connection::text( $identity, 'value' ) === $email ) {
					return $customer;
				}
			}
		}
		return null;
	}

	/**
	 * What is shown of a conversation.
	 *
	 * @param array<mixed> $row As Tillside tells it.
	 * @return array{id: string, subject: string, status: string, waiting: bool, at: int}
	 */
	private static function conversation( array $row ): array {
		$subject = Connection::text( $row, 'subject' );
		return array(
			'id'      => Connection::text( $row, 'id' ),
			'subject' => '' === $subject ? Connection::text( $row, 'snippet' ) : $subject,
			'status'  => Connection::text( $row, 'status' ),
			'waiting' => '' !== Connection::text( $row, 'waiting_since' ),
			'at'      => (int) strtotime( Connection::text( $row, 'last_activity_at' ) ),
		);
	}
}
