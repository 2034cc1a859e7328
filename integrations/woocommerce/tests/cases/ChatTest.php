<?php
/**
 * The chat on the store's pages, and who is signed in.
 */

namespace Tillside\WooCommerce\Tests;

use Tillside\WooCommerce\Widget;

final class ChatTest extends ShopCase {

	private const ASKED = array( 'X-Tillside: identity' );
	private const WHO   = '/?wc-ajax=tillside_identity';

	/** @return ?array<string,string> */
	private static function identity( Browser $browser ): ?array {
		return json_decode( $browser->post( self::WHO, '', self::ASKED ), true )['identity'];
	}

	public function test_every_page_has_the_chosen_chat_in_its_language_and_no_page_of_the_administration(): void {
		$chat = self::chat();
		self::assertStringNotContainsString( 'widget.js', self::stranger()->get( '/' ) );
		$this->connect();

		$tag = '/<script[^>]* async data-channel="' . $chat . '" data-color="#0f766e" data-language="en" src=.' . preg_quote( self::tillside_address(), '/' ) . '\/widget\.js. /';
		self::assertMatchesRegularExpression( $tag, self::stranger()->get( '/' ) );
		self::assertMatchesRegularExpression( $tag, self::stranger()->get( '/no-such-page' ) );
		update_option( 'WPLANG', 'fa_IR' );
		self::assertStringContainsString( 'data-language="fa"', self::stranger()->get( '/' ) );
		update_option( 'WPLANG', 'de_DE' );
		self::assertStringNotContainsString( 'data-language', self::stranger()->get( '/' ), 'the widget goes by page and browser' );
		preg_match( '/<script[^>]* src=.http:\/\/[^\/]*(\/[^ ]*shop\.js[^ ]*)[\'"] /', self::stranger()->get( '/' ), $script );
		self::assertStringContainsString( 'tillsideShop', self::stranger()->get( $script[1] ) );
		self::assertStringNotContainsString( 'widget.js', self::owner()->get( self::PAGE ) );
		self::assertStringNotContainsString( 'widget.js', self::stranger()->get( '/wp-login.php' ) );

		self::owner()->fill_in( self::PAGE, 'tillside_save', array( 'channel' => '' ) );
		self::assertStringNotContainsString( 'widget.js', self::stranger()->get( '/' ) );
	}

	public function test_a_page_says_the_same_to_everybody_so_that_a_cache_may_keep_it(): void {
		self::chat();
		$this->connect();

		$page = self::customer()->get( '/' );

		self::assertStringNotContainsString( 'ayse', $page );
		self::assertStringNotContainsString( self::identity( self::customer() )['signature'], $page );
		preg_match_all( '/<script[^>]*tillside.*?<\/script>/s', $page, $signed_in );
		preg_match_all( '/<script[^>]*tillside.*?<\/script>/s', self::stranger()->get( '/' ), $stranger );
		self::assertCount( 3, $signed_in[0] );
		self::assertSame( $stranger[0], $signed_in[0] );
	}

	public function test_tillside_believes_who_is_signed_in_and_takes_them_for_the_stores_customer(): void {
		$chat = self::chat();
		$this->connect();
		$store = $this->settings->store();
		self::tillside( 'PATCH', "/channels/$chat", array( 'store_id' => $store ) );

		$identity = self::identity( self::customer() );

		self::assertSame( array( '2', 'ayse@example.com', 'Ayşe Demir' ), array( $identity['id'], $identity['email'], $identity['name'] ) );
		$visit = self::tillside( 'POST', '/chat/v1/sessions', array( 'channel' => $chat, 'identity' => $identity ) );
		self::tillside( 'POST', '/chat/v1/messages?token=' . $visit['token'], array( 'client_id' => 'one', 'text' => 'Where is my bowl?' ) );
		$customer = self::tillside( 'GET', '/customers?q=ayse%40example.com' )['data'][0];
		self::assertContains( array( 'kind' => 'store', 'value' => "$store/2", 'verified' => true ), $customer['identities'] );
		self::assertContains( array( 'kind' => 'email', 'value' => 'ayse@example.com', 'verified' => true ), $customer['identities'] );
		self::tillside( 'PATCH', "/channels/$chat", array( 'store_id' => null ) );
	}

	public function test_the_browser_of_a_customer_may_speak_with_tillside_from_a_page_of_the_store(): void {
		$asked = wp_remote_request(
			self::tillside_address() . '/chat/v1/sessions',
			array(
				'method'  => 'OPTIONS',
				'headers' => array( 'Origin' => getenv( 'TILLSIDE_TEST_SHOP' ), 'Access-Control-Request-Method' => 'POST', 'Access-Control-Request-Headers' => 'content-type' ),
			)
		);
		self::assertSame( 204, wp_remote_retrieve_response_code( $asked ) );
		self::assertSame( '*', wp_remote_retrieve_header( $asked, 'access-control-allow-origin' ) );
	}

	public function test_an_identity_is_told_to_scripts_of_this_site_only_and_never_kept(): void {
		self::chat();
		$this->connect();
		$customer = self::customer();

		self::assertNotNull( self::identity( $customer ) );
		self::assertMatchesRegularExpression( '/^cache-control:.*no-cache/mi', $customer->headers );
		self::assertNull( self::identity( self::stranger() ) );
		$customer->get( self::WHO );
		self::assertSame( 403, $customer->status, 'not by a link' );
		$customer->post( self::WHO );
		self::assertSame( 403, $customer->status, 'not by a form' );
		$answer = $customer->post( self::WHO, '', array_merge( self::ASKED, array( 'Origin: https://elsewhere.example' ) ) );
		self::assertSame( 403, $customer->status, 'not to another site' );
		self::assertStringNotContainsString( 'ayse', $answer );
		self::assertStringNotContainsStringIgnoringCase( 'access-control-allow-origin', $customer->headers );
		$customer->post( self::WHO, '', array_merge( self::ASKED, array( 'Origin: ' . getenv( 'TILLSIDE_TEST_SHOP' ) ) ) );
		self::assertSame( 200, $customer->status );
	}

	public function test_plug_ins_that_show_pages_of_the_store_within_the_administration_get_no_chat(): void {
		self::chat();
		$this->connect();
		self::assertTrue( Widget::is_shown( $this->settings ) );
		set_current_screen( 'dashboard' );
		self::assertFalse( Widget::is_shown( $this->settings ) );
		unset( $GLOBALS['current_screen'] );
	}

	public function test_nobody_is_vouched_for_without_the_secret(): void {
		self::chat();
		$this->connect();
		$this->settings->change_secrets( array( 'identity_secret' => '' ) );

		self::assertNull( self::identity( self::customer() ) );
		self::assertStringContainsString( '"identity":""', self::customer()->get( '/' ) );
	}

	public function test_a_cookie_that_names_nobody_tells_whether_asking_is_worth_it(): void {
		self::chat();
		$this->connect();

		$customer = Browser::signed_in( 'ayse', 'Ayşe signs in' );
		self::assertSame( '1', $customer->cookies()['tillside_signed_in'] );
		$stranger = self::stranger();
		$stranger->get( '/' );
		self::assertArrayNotHasKey( 'tillside_signed_in', $stranger->cookies() );
		preg_match( '/action=logout[^"\']*_wpnonce=[0-9a-f]+/', $customer->get( '/wp-admin/profile.php' ), $leave );
		$customer->get( '/wp-login.php?' . html_entity_decode( $leave[0] ) );
		self::assertArrayNotHasKey( 'tillside_signed_in', $customer->cookies() );
	}
}
