<?php
/**
 * Conversations beside an order.
 */

namespace Tillside\WooCommerce\Tests;

use Tillside\WooCommerce\Conversations;
use Tillside\WooCommerce\Trouble;

final class OrderBoxTest extends ShopCase {

	/** @var array<array{string,float}> What was asked of Tillside, and how long it might have taken. */
	private $asked = array();

	protected function tearDown(): void {
		remove_all_filters( 'pre_http_request' );
	}

	/** Somebody writes by chat; the same name is the same person. */
	private static function say( string $who, string $text ): void {
		$visit = self::tillside( 'POST', '/chat/v1/sessions', array( 'channel' => self::chat() ) );
		self::tillside( 'POST', '/chat/v1/messages?token=' . $visit['token'], array( 'client_id' => 'one', 'text' => $text, 'email' => "$who@example.com", 'name' => $who ) );
	}

	/** Tillside gives these answers, by the path that is asked for. */
	private function answers( array $answers ): void {
		add_filter(
			'pre_http_request',
			function ( $answer, array $request, string $url ) use ( $answers ) {
				$path          = wp_parse_url( $url, PHP_URL_PATH );
				$this->asked[] = array( $path, $request['timeout'] );
				$body          = $answers[ $path ];
				return is_wp_error( $body ) ? $body : array( 'response' => array( 'code' => 200 ), 'body' => wp_json_encode( $body ), 'headers' => array() );
			},
			10,
			3
		);
	}

	/** @return array<string,array{bool}> */
	public static function screens(): array {
		return array( 'the new page of an order' => array( true ), 'the old one' => array( false ) );
	}

	private function page_of( int $order, bool $is_new ): string {
		update_option( 'double_hpos', $is_new ? '1' : '' );
		return self::owner()->get( $is_new ? "/wp-admin/admin.php?page=wc-orders&id=$order" : "/wp-admin/post.php?post=$order&action=edit" );
	}

	/** @dataProvider screens */
	public function test_it_counts_a_customers_conversations_and_leads_to_them( bool $is_new ): void {
		$this->connect();
		$who = $is_new ? 'derya' : 'mina';
		$id  = wp_insert_post( array( 'post_type' => 'shop_order', 'post_status' => 'publish', 'post_title' => 'Order' ) );
		$this->order( array( 'id' => $id, 'email' => ucfirst( $who ) . '@Example.com' ) );
		self::assertStringContainsString( 'No conversations with this customer yet.', self::read( $this->page_of( $id, $is_new ) ) );
		self::say( $who, 'The <b>bowl</b> & the cup' );
		delete_transient( 'tillside_of_' . md5( $this->settings->store() . "\n$who@example.com" ) );

		$page = $this->page_of( $id, $is_new );

		$customer     = self::tillside( 'GET', "/customers?q=$who%40example.com" )['data'][0];
		$conversation = self::tillside( 'GET', '/conversations?customer=' . $customer['id'] )['data'][0];
		self::assertStringContainsString( '1 conversation 1 open · 1 waits for an answer The <b>bowl</b> & the cup Waits for an answer ·', self::read( $page ) );
		self::assertStringContainsString( self::tillside_address() . '/inbox/all/' . $conversation['id'] . '"', $page );
		self::assertStringContainsString( self::tillside_address() . '/customers/' . $conversation['customer']['id'] . '"', $page );
		self::assertStringNotContainsString( '<b>bowl', $page );
	}

	/** @dataProvider screens */
	public function test_a_tillside_that_is_gone_is_told_in_words_on_a_page_that_works( bool $is_new ): void {
		$this->connect();
		$id = wp_insert_post( array( 'post_type' => 'shop_order', 'post_status' => 'publish', 'post_title' => 'Order' ) );
		$this->order( array( 'id' => $id ) );
		$this->settings->change( array( 'address' => 'http://127.0.0.1:9' ) );

		$page = $this->page_of( $id, $is_new );

		self::assertStringContainsString( 'Tillside can\'t be reached at the moment.', self::read( $page ) );
		self::assertSame( 200, self::owner()->status );
	}

	public function test_all_questions_together_have_three_seconds(): void {
		$this->connect();
		$customer = array( 'id' => 'cus_1', 'conversation_count' => 0, 'identities' => array( array( 'kind' => 'email', 'value' => 'a@b.example' ) ) );
		add_filter(
			'pre_http_request',
			static function ( $answer ) {
				usleep( 200000 );
				return $answer;
			},
			5
		);
		$this->answers( array( '/api/v1/customers' => array( 'data' => array( $customer ), 'next' => null ), '/api/v1/conversations' => array( 'data' => array(), 'next' => null ) ) );

		( new Conversations( $this->settings ) )->of( 'a@b.example' );

		self::assertSame( array( '/api/v1/customers', '/api/v1/conversations' ), array_column( $this->asked, 0 ) );
		self::assertLessThanOrEqual( 3.0, $this->asked[0][1] );
		self::assertLessThanOrEqual( 2.8, $this->asked[1][1] );
	}

	public function test_answers_and_failures_are_remembered_for_a_minute(): void {
		$this->connect();
		$this->answers( array( '/api/v1/customers' => new \WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ) ) );
		$conversations = new Conversations( $this->settings );
		$begun         = time();

		for ( $i = 0; $i < 3; $i++ ) {
			try {
				$conversations->of( 'ayse@example.com' );
				self::fail( 'nobody answered' );
			} catch ( Trouble $trouble ) {
				self::assertSame( 'Tillside did not answer in time. Try again in a moment.', $trouble->words() );
			}
		}

		self::assertCount( 1, $this->asked );
		$place = '_transient_timeout_tillside_of_' . md5( $this->settings->store() . "\nayse@example.com" );
		self::assertGreaterThanOrEqual( $begun + 60, (int) get_option( $place ) );
		self::assertLessThanOrEqual( time() + 60, (int) get_option( $place ) );
	}

	public function test_somebody_with_a_similar_address_is_somebody_else(): void {
		$this->connect();
		$other = array( 'id' => 'cus_1', 'conversation_count' => 4, 'identities' => array( array( 'kind' => 'email', 'value' => 'not-ayse@example.com' ) ) );
		$this->answers( array( '/api/v1/customers' => array( 'data' => array( $other ), 'next' => null ) ) );

		self::assertSame( 0, ( new Conversations( $this->settings ) )->of( 'ayse@example.com' )['count'] );
	}

	public function test_a_customer_with_very_many_conversations_is_counted_whole(): void {
		$this->connect();
		$customer = array( 'id' => 'cus_1', 'conversation_count' => 130, 'identities' => array( array( 'kind' => 'email', 'value' => 'ayse@example.com' ) ) );
		$row      = array( 'id' => 'cnv_1', 'subject' => '', 'snippet' => 'Hello', 'status' => 'solved', 'waiting_since' => null, 'last_activity_at' => '2026-11-01T10:00:00.000Z' );
		$this->answers( array( '/api/v1/customers' => array( 'data' => array( $customer ), 'next' => null ), '/api/v1/conversations' => array( 'data' => array_fill( 0, 50, $row ), 'next' => 'more' ) ) );

		$found = ( new Conversations( $this->settings ) )->of( 'ayse@example.com' );

		self::assertSame( array( 130, 0, 0, 3 ), array( $found['count'], $found['open'], $found['waiting'], count( $found['newest'] ) ) );
		self::assertSame( 'Hello', $found['newest'][0]['subject'] );
	}
}
