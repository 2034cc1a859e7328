<?php
/**
 * Connecting and disconnecting, through the page and against a real Tillside.
 */

namespace Tillside\WooCommerce\Tests;

use Tillside\WooCommerce\Api;
use Tillside\WooCommerce\Settings;

final class ConnectingTest extends ShopCase {

	public function test_one_click_makes_keys_hands_them_over_and_webhooks_follow(): void {
		$this->order();
		$chat = self::chat();

		$page = $this->connect();

		self::assertStringContainsString( 'Connected. Tillside is reading orders', self::read( $page ) );
		$stores = self::tillside( 'GET', '/stores' )['data'];
		self::assertCount( 1, $stores );
		self::assertSame( 'Kestane & Sons', $stores[0]['name'] );
		self::assertSame( $stores[0]['id'], $this->settings->store() );
		self::assertCount( 1, self::keys() );
		self::assertSame( 'read_write', self::keys()[0]->permissions );
		self::assertSame( '1', self::keys()[0]->user_id );
		self::assertSame( $chat, $this->settings->channel(), 'the only chat is chosen' );

		$store = array();
		$this->until(
			static function () use ( &$store ): bool {
				$store = self::tillside( 'GET', '/stores' )['data'][0];
				return 'ready' === $store['state'] && 'active' === $store['webhooks']['state'];
			}
		);
		self::assertSame( array( 'ready', 'ok' ), array( $store['state'], $store['health']['state'] ) );
		self::assertSame( array( 1, array() ), array( $store['sync']['orders']['done'], $store['sync']['skipped'] ) );
		self::assertCount( 15, get_option( 'double_webhooks' ) );

		$page = self::owner()->get( self::PAGE );
		self::assertStringContainsString( 'Everything is up to date. 1 order read. Webhooks are set up.', self::read( $page ) );

		$page = self::owner()->fill_in( self::PAGE, 'tillside_disconnect', array() );
		$this->anew();
		self::assertStringContainsString( 'Disconnected. Keys, webhooks and chat are gone', self::read( $page ) );
		self::assertSame( array(), self::keys() );
		self::assertSame( array(), get_option( 'double_webhooks' ) );
		self::assertSame( array(), self::tillside( 'GET', '/stores' )['data'] );
		self::assertFalse( get_option( Settings::SECRETS ) );
		self::assertFalse( $this->settings->is_connected() );
	}

	public function test_a_chat_of_another_store_is_not_taken(): void {
		self::chat();
		$other = self::tillside( 'POST', '/stores', array( 'kind' => 'other', 'name' => 'Ceviz', 'url' => 'ceviz.example', 'currency' => 'TRY' ) )['id'];
		$chats = array_column(
			array_filter( self::tillside( 'GET', '/channels?limit=200' )['data'], static fn ( array $one ): bool => 'chat' === $one['kind'] ),
			'id'
		);
		$all   = static function ( ?string $store ) use ( $chats ): void {
			foreach ( $chats as $chat ) {
				self::tillside( 'PATCH', "/channels/$chat", array( 'store_id' => $store ) );
			}
		};
		try {
			$all( $other );
			$this->connect();
			self::assertTrue( $this->settings->is_connected() );
			self::assertSame( '', $this->settings->channel(), 'all of them are of another store' );

			self::tillside( 'PATCH', '/channels/' . end( $chats ), array( 'store_id' => null ) );
			$this->settings->forget_connection();
			$this->anew();
			$this->connect();
			self::assertSame( end( $chats ), $this->settings->channel(), 'one of no store may be taken' );

			$all( null );
			self::tillside( 'PATCH', '/channels/' . end( $chats ), array( 'store_id' => $this->settings->store() ) );
			$this->settings->forget_connection();
			$this->anew();
			$this->connect();
			self::assertSame( end( $chats ), $this->settings->channel(), 'its own comes first' );
		} finally {
			$all( null );
		}
	}

	public function test_the_token_is_not_loaded_with_every_page_and_never_shown_again(): void {
		global $wpdb;
		$this->connect();

		self::assertSame( getenv( 'TILLSIDE_TEST_TOKEN' ), $this->settings->token() );
		self::assertSame( 'no', $wpdb->get_var( "SELECT autoload FROM {$wpdb->options} WHERE option_name = 'tillside_secrets'" ) );
		$page = self::owner()->get( self::PAGE );
		self::assertStringNotContainsString( getenv( 'TILLSIDE_TEST_TOKEN' ), $page );
		self::assertStringNotContainsString( $this->settings->identity_secret(), $page );
	}

	public function test_a_store_that_tillside_knows_already_gets_new_keys(): void {
		$this->connect();
		$before = $this->settings->store();
		$this->settings->forget_connection();

		$page = $this->connect();

		self::assertStringContainsString( 'Connected.', self::read( $page ) );
		self::assertSame( $before, $this->settings->store() );
		self::assertCount( 1, self::tillside( 'GET', '/stores' )['data'] );
		$keys = self::keys();
		self::assertSame( (int) end( $keys )->key_id, $this->settings->key() );
	}

	/** @return array<string,array{string,string,string}> */
	public static function troubles(): array {
		$address = self::tillside_address();
		return array(
			'nothing listens'     => array( 'http://127.0.0.1:9', 'tsk_x', 'can\'t be reached at the moment' ),
			'no such name'        => array( 'https://tillside.invalid', 'tsk_x', 'There is no such address' ),
			'another program'     => array( getenv( 'TILLSIDE_TEST_SHOP' ), 'tsk_x', 'but it is no Tillside' ),
			'a wrong token'       => array( $address, 'tsk_wrong', 'does not know this token' ),
			'no address at all'   => array( 'http://', 'tsk_x', 'Enter the address of your Tillside' ),
			'no token'            => array( $address, ' ', 'Enter a token' ),
		);
	}

	/** @dataProvider troubles */
	public function test_what_is_wrong_is_said_in_words_and_no_key_stays( string $address, string $token, string $words ): void {
		$page = $this->connect( $address, $token );

		self::assertStringContainsString( $words, self::read( $page ) );
		self::assertSame( array(), self::keys() );
		self::assertFalse( $this->settings->is_connected() );
	}

	public function test_the_token_does_not_travel_on_to_where_an_address_sends_it(): void {
		update_option( 'double_sends_on_to', self::tillside_address() );

		$this->expectExceptionMessage( 'not-tillside' );
		( new Api( getenv( 'TILLSIDE_TEST_SHOP' ), getenv( 'TILLSIDE_TEST_TOKEN' ) ) )->get( '/stores' );
	}

	public function test_a_token_that_may_not_connect_stores_is_told_so(): void {
		$token = self::tillside( 'POST', '/tokens', array( 'name' => 'looks', 'scopes' => array( 'settings.read' ) ) )['token'];

		$page = $this->connect( '', $token );

		self::assertStringContainsString( 'This token may not do that. It needs stores.write', self::read( $page ) );
		self::assertSame( array(), self::keys() );
	}

	public function test_a_token_that_may_not_see_the_identity_secret_still_connects_and_the_secret_can_be_entered(): void {
		$scopes = array( 'stores.write', 'settings.read', 'customers.read', 'conversations.read' );
		$token  = self::tillside( 'POST', '/tokens', array( 'name' => 'less', 'scopes' => $scopes ) )['token'];
		$chat   = self::chat();
		self::assertStringContainsString( 'The chat does not know who is signed in.', self::read( $this->connect( '', $token ) ) );

		$page = self::owner()->fill_in( self::PAGE, 'tillside_save', array( 'channel' => $chat, 'thanks' => '1', 'identity_secret' => 'entered by hand' ) );
		$this->anew();

		self::assertStringContainsString( 'The chat knows who is signed in.', self::read( $page ) );
		self::assertSame( 'entered by hand', $this->settings->identity_secret() );
		self::owner()->fill_in( self::PAGE, 'tillside_save', array( 'channel' => $chat, 'thanks' => '1' ) );
		$this->anew();
		self::assertSame( 'entered by hand', $this->settings->identity_secret(), 'saving again keeps it' );
	}

	public function test_disconnecting_works_without_tillside_and_says_what_is_left_to_do(): void {
		$this->connect();
		$this->until( static function (): bool { return 15 === count( get_option( 'double_webhooks', array() ) ); } );
		$this->settings->change( array( 'address' => 'http://127.0.0.1:9' ) );

		$page = self::owner()->fill_in( self::PAGE, 'tillside_disconnect', array() );
		$this->anew();

		self::assertStringContainsString( 'so take the store away there too', self::read( $page ) );
		self::assertSame( array(), self::keys() );
		self::assertSame( array(), get_option( 'double_webhooks' ) );
	}

	public function test_only_those_who_manage_the_shop_may_and_only_from_the_page(): void {
		$fields = array( 'action' => 'tillside_connect', 'address' => self::tillside_address(), 'token' => getenv( 'TILLSIDE_TEST_TOKEN' ) );

		self::customer()->post( '/wp-admin/admin-post.php', $fields );
		self::assertSame( 403, self::customer()->status );
		self::owner()->post( '/wp-admin/admin-post.php', $fields );
		self::assertSame( 403, self::owner()->status, 'without the nonce of the form' );
		$stranger = self::stranger();
		$stranger->post( '/wp-admin/admin-post.php', $fields );
		self::customer()->get( self::PAGE );
		self::assertSame( 403, self::customer()->status );
		$this->anew();
		self::assertSame( array(), self::keys() );
		self::assertFalse( $this->settings->is_connected() );
	}

	public function test_wordpresss_guide_to_privacy_policies_says_what_is_known_of_customers(): void {
		$guide = self::owner()->get( '/wp-admin/options-privacy.php?tab=policyguide' );

		self::assertStringContainsString( 'it learns your account\'s number, your name and e-mail address', self::read( $guide ) );
	}
}
