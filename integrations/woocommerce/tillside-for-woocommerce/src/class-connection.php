<?php
/**
 * Connecting and disconnecting.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * The connection between this store and a Tillside.
 */
final class Connection {

	/**
	 * Seconds that connecting may take: Tillside tries the keys with this store before it answers.
	 */
	private const PATIENCE = 60.0;

	/**
	 * Characters that Tillside takes in a store's name.
	 */
	private const NAME = 100;

	/**
	 * What is remembered.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * The connection.
	 *
	 * @param Settings $settings What is remembered.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Makes keys, hands them to Tillside and chooses a chat. Nothing is left behind when it does not work.
	 *
	 * @param string $entered Where Tillside is, as entered.
	 * @param string $token   A token of it.
	 * @param int    $user    Whose rights the keys have.
	 * @throws Trouble Why it does not work.
	 */
	public function connect( string $entered, string $token, int $user ): void {
		$address = Address::read( $entered );
		$token   = trim( $token );
		if ( '' === $token ) {
			throw new Trouble( 'no-token' );
		}
		$api   = new Api( $address, $token );
		$known = self::known_store( $api );
		$keys  = Keys::make( $user );
		try {
			$store = self::hand_over( $api, $known, $keys );
		} catch ( Trouble $trouble ) {
			Keys::delete( $keys['id'] );
			throw $trouble;
		}
		Keys::delete( $this->settings->key() );
		$this->settings->change(
			array(
				'address' => $address,
				'store'   => $store,
				'key'     => $keys['id'],
			)
		);
		$this->settings->change_secrets( array( 'token' => $token ) );
		$this->choose_first_channel();
	}

	/**
	 * Takes everything back: Tillside forgets the keys, its webhooks and the keys are deleted here.
	 *
	 * @return ?Trouble Why Tillside could not be told; on this side it is done all the same.
	 */
	public function disconnect(): ?Trouble {
		$untold = null;
		$store  = $this->settings->store();
		if ( $this->settings->is_connected() ) {
			try {
				$this->settings->api()->send( 'DELETE', '/stores/' . rawurlencode( $store ), null, 10.0 );
			} catch ( Trouble $trouble ) {
				// Somebody may have taken it away over there already.
				$untold = 'not-found' === $trouble->reason() ? null : $trouble;
			}
		}
		Keys::delete_webhooks( $store );
		Keys::delete( $this->settings->key() );
		$this->settings->forget_connection();
		return $untold;
	}

	/**
	 * The chats of this Tillside that are switched on.
	 *
	 * @return array<array{id: string, name: string, color: string, secret: ?string, store: string}>
	 * @throws Trouble When Tillside does not say.
	 */
	public function chats(): array {
		$chats = array();
		foreach ( self::rows( $this->settings->api()->get( '/channels', array( 'limit' => '200' ) ) ) as $row ) {
			if ( 'chat' !== self::text( $row, 'kind' ) || empty( $row['active'] ) ) {
				continue;
			}
			$chat    = isset( $row['chat'] ) && is_array( $row['chat'] ) ? $row['chat'] : array();
			$chats[] = array(
				'id'     => self::text( $row, 'id' ),
				'name'   => self::text( $row, 'name' ),
				'color'  => self::color( $chat ),
				'secret' => isset( $chat['identity_secret'] ) && is_string( $chat['identity_secret'] ) ? $chat['identity_secret'] : null,
				'store'  => self::text( $row, 'store_id' ),
			);
		}
		return $chats;
	}

	/**
	 * Puts a chat on the store's pages, or none.
	 *
	 * @param string $id `chn_…`, or empty for none.
	 * @return bool Whether the chat will know who is signed in.
	 * @throws Trouble When Tillside does not say, or there is no such chat.
	 */
	public function choose_channel( string $id ): bool {
		if ( '' === $id ) {
			$this->settings->change( array( 'channel' => '', 'color' => '' ) );
			$this->settings->change_secrets( array( 'identity_secret' => '' ) );
			return true;
		}
		foreach ( $this->chats() as $chat ) {
			if ( $chat['id'] === $id ) {
				// A secret that was entered by hand stays while the same chat does and Tillside doesn't tell.
				$kept = $this->settings->channel() === $id ? $this->settings->identity_secret() : '';
				$this->settings->change( array( 'channel' => $id, 'color' => $chat['color'] ) );
				$this->settings->change_secrets( array( 'identity_secret' => null === $chat['secret'] ? $kept : $chat['secret'] ) );
				return '' !== $this->settings->identity_secret();
			}
		}
		throw new Trouble( 'not-found', 'there is no such chat' );
	}

	/**
	 * How Tillside says that this store is.
	 *
	 * @return array{state: string, health: string, code: string, webhooks: string, orders: int}
	 * @throws Trouble When it does not say.
	 */
	public function state(): array {
		$store  = $this->settings->api()->get( '/stores/' . rawurlencode( $this->settings->store() ) );
		$health = isset( $store['health'] ) && is_array( $store['health'] ) ? $store['health'] : array();
		$hooks  = isset( $store['webhooks'] ) && is_array( $store['webhooks'] ) ? $store['webhooks'] : array();
		$orders = isset( $store['sync']['orders']['done'] ) && is_int( $store['sync']['orders']['done'] ) ? $store['sync']['orders']['done'] : 0;
		return array(
			'state'    => self::text( $store, 'state' ),
			'health'   => self::text( $health, 'state' ),
			'code'     => self::text( $health, 'code' ),
			'webhooks' => self::text( $hooks, 'state' ),
			'orders'   => $orders,
		);
	}

	/**
	 * Chooses the chat that belongs to this store, or else the first that belongs to none: another store's chat speaks in that one's
	 * name. That there is none, or that Tillside fails now, does not undo the connection: the page offers the choice.
	 */
	private function choose_first_channel(): void {
		try {
			$chats = $this->chats();
			foreach ( array( $this->settings->store(), '' ) as $store ) {
				$place = array_search( $store, array_column( $chats, 'store' ), true );
				if ( false !== $place ) {
					$this->choose_channel( $chats[ $place ]['id'] );
					return;
				}
			}
		} catch ( Trouble $trouble ) {
			return;
		}
	}

	/**
	 * Tillside's id of this store if it has it already; empty otherwise.
	 *
	 * @param Api $api Tillside.
	 * @throws Trouble When this is no Tillside, or the token may not look.
	 */
	private static function known_store( Api $api ): string {
		$ours = self::comparable( home_url() );
		foreach ( self::rows( $api->get( '/stores', array( 'limit' => '200' ) ) ) as $row ) {
			if ( self::comparable( self::text( $row, 'url' ) ) === $ours ) {
				return self::text( $row, 'id' );
			}
		}
		return '';
	}

	/**
	 * Hands the keys over.
	 *
	 * @param Api                                         $api   Tillside.
	 * @param string                                      $known Its id of this store, or empty.
	 * @param array{id: int, key: string, secret: string} $keys  The keys.
	 * @return string Tillside's id of this store.
	 * @throws Trouble Why it does not take them.
	 */
	private static function hand_over( Api $api, string $known, array $keys ): string {
		$body = array(
			'consumer_key'    => $keys['key'],
			'consumer_secret' => $keys['secret'],
		);
		if ( '' !== $known ) {
			$answer = $api->send( 'PATCH', '/stores/' . rawurlencode( $known ), $body, self::PATIENCE );
		} else {
			$body  += array(
				'kind' => 'woocommerce',
				'name' => self::name(),
				'url'  => home_url(),
			);
			$answer = $api->send( 'POST', '/stores', $body, self::PATIENCE );
		}
		$id = self::text( $answer, 'id' );
		if ( ! preg_match( '/^sto_[0-9A-Za-z]+$/', $id ) ) {
			throw new Trouble( 'not-tillside' );
		}
		return $id;
	}

	/**
	 * What this store is called.
	 */
	public static function name(): string {
		$name = trim( wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ) );
		if ( '' === $name ) {
			$name = (string) wp_parse_url( home_url(), PHP_URL_HOST );
		}
		return mb_substr( $name, 0, self::NAME );
	}

	/**
	 * An address without what may differ in writing.
	 *
	 * @param string $url An address.
	 */
	private static function comparable( string $url ): string {
		$parts = wp_parse_url( $url );
		if ( ! is_array( $parts ) ) {
			return '';
		}
		$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
		return strtolower( isset( $parts['host'] ) ? $parts['host'] : '' ) . $port . rtrim( isset( $parts['path'] ) ? $parts['path'] : '', '/' );
	}

	/**
	 * The colour of a chat's button, from its own setting or from the tag that Tillside offers.
	 *
	 * @param array<mixed> $chat A chat.
	 */
	private static function color( array $chat ): string {
		$color = self::text( $chat, 'color' );
		if ( '' === $color && preg_match( '/data-color="(#[0-9a-fA-F]{6})"/', self::text( $chat, 'embed' ), $found ) ) {
			$color = $found[1];
		}
		return preg_match( '/^#[0-9a-fA-F]{6}$/', $color ) ? $color : '';
	}

	/**
	 * The rows of a list.
	 *
	 * @param array<mixed> $answer An answer.
	 * @return array<array<mixed>>
	 * @throws Trouble When it is no list.
	 */
	public static function rows( array $answer ): array {
		if ( ! isset( $answer['data'] ) || ! is_array( $answer['data'] ) ) {
			throw new Trouble( 'not-tillside' );
		}
		return array_values( array_filter( $answer['data'], 'is_array' ) );
	}

	/**
	 * A text of an answer; empty when it is not there.
	 *
	 * @param array<mixed> $row  Where.
	 * @param string       $name Which.
	 */
	public static function text( array $row, string $name ): string {
		return isset( $row[ $name ] ) && is_string( $row[ $name ] ) ? $row[ $name ] : '';
	}
}
