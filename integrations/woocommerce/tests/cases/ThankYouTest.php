<?php
/**
 * The word after the order.
 */

namespace Tillside\WooCommerce\Tests;

final class ThankYouTest extends ShopCase {

	private function page(): string {
		return self::stranger()->get( '/?order-received=12' );
	}

	/** @param array<string,string> $notes By language. */
	private function entered( array $notes, bool $thanks = true ): void {
		$fields = array( 'channel' => self::chat(), 'notes' => $notes ) + ( $thanks ? array( 'thanks' => '1' ) : array() );
		self::owner()->fill_in( self::PAGE, 'tillside_save', $fields );
		$this->anew();
	}

	public function test_customers_are_thanked_in_the_language_of_the_page(): void {
		self::chat();
		$this->connect();
		$this->order();

		self::assertStringContainsString( 'Thank you for your order 1012!', self::read( $this->page() ) );
		self::assertStringContainsString( 'Everyone at Kestane & Sons Questions? Chat with us', self::read( $this->page() ) );
		foreach ( array( 'tr_TR' => 'Sipariş', 'ko_KR' => '주문', 'fa_IR' => 'سفارش' ) as $locale => $word ) {
			update_option( 'WPLANG', $locale );
			self::assertStringContainsStringIgnoringCase( $word, self::read( $this->page() ), $locale );
			self::assertStringNotContainsString( 'Thank you', self::read( $this->page() ), $locale );
		}
	}

	public function test_the_store_says_it_in_its_own_words(): void {
		$this->connect();
		$this->order();
		$this->entered( array( 'en' => "Dear {first_name},\nwe got no. {order_number}. {store}", 'tr' => 'Sağ olun {name}!', 'xx' => 'nobody' ) );

		self::assertStringContainsString( '<p>Dear <bdi>Ayşe</bdi>,<br>' . "\n" . 'we got no. <bdi>1012</bdi>. <bdi>Kestane &amp; Sons</bdi></p>', $this->page() );
		update_option( 'WPLANG', 'tr_TR' );
		self::assertStringContainsString( 'Sağ olun Ayşe Demir!', self::read( $this->page() ) );
		self::assertSame( '', $this->settings->note( 'xx' ) );
	}

	public function test_what_customers_and_the_store_enter_stays_text(): void {
		$this->connect();
		$this->order( array( 'first_name' => '<img src=x onerror=alert(1)>', 'number' => '{store}' ) );
		$this->entered( array( 'en' => 'Hello {first_name} {order_number} & <script>alert(2)</script>' ) );

		$page = $this->page();

		self::assertStringContainsString( 'Hello <bdi>&lt;img src=x onerror=alert(1)&gt;</bdi> <bdi>{store}</bdi> &amp;', $page );
		self::assertStringNotContainsString( 'alert(2)', $page );
		$this->settings->change( array( 'notes' => array( 'en' => 'As it came into the database: <b>{name}</b><bdi>' ) ) );
		self::assertStringContainsString( 'database: &lt;b&gt;<bdi>', $this->page() );
	}

	public function test_a_customer_without_a_name_is_not_called_by_a_comma(): void {
		$this->connect();
		$this->order( array( 'first_name' => '', 'last_name' => '' ) );
		$this->entered( array( 'en' => 'Thank you, {first_name}!' ) );

		self::assertStringContainsString( '<p>Thank you!</p>', $this->page() );
	}

	public function test_nothing_is_said_where_it_is_switched_off_or_there_is_no_order(): void {
		$this->connect();
		self::assertStringNotContainsString( 'tillside-thanks', $this->page(), 'no such order' );
		$this->order();
		$this->entered( array(), false );
		self::assertStringNotContainsString( 'tillside-thanks', $this->page() );
	}

	public function test_nobody_is_thanked_for_an_order_that_was_not_paid_for(): void {
		$this->connect();
		foreach ( array( 'failed', 'cancelled' ) as $status ) {
			$this->order( array( 'status' => $status ) );
			self::assertStringNotContainsString( 'tillside-thanks', $this->page(), $status );
		}
		foreach ( array( 'on-hold', 'pending', 'completed' ) as $status ) {
			$this->order( array( 'status' => $status ) );
			self::assertStringContainsString( 'tillside-thanks', $this->page(), $status );
		}
	}

	public function test_the_button_is_there_only_where_there_is_a_chat(): void {
		$this->connect();
		$this->order();
		self::assertStringContainsString( 'data-tillside-open', $this->page() );
		$this->settings->change( array( 'channel' => '' ) );
		self::assertStringContainsString( 'tillside-thanks', $this->page() );
		self::assertStringNotContainsString( 'data-tillside-open', $this->page() );
	}
}
