<?php
/**
 * Answers to reviews.
 */

namespace Tillside\WooCommerce\Tests;

use Tillside\WooCommerce\Answers;

final class AnswersTest extends ShopCase {

	/** @var int */
	private $product;
	/** @var int */
	private $review;

	protected function setUp(): void {
		parent::setUp();
		foreach ( get_comments( array( 'status' => 'any', 'fields' => 'ids' ) ) as $old ) {
			wp_delete_comment( $old, true );
		}
		$this->product = wp_insert_post( array( 'post_type' => 'product', 'post_status' => 'publish', 'post_title' => 'Bowl' ) );
		$this->review  = $this->review( array() );
		wp_set_current_user( 1 );
	}

	protected function tearDown(): void {
		wp_set_current_user( 0 );
	}

	/** @param array<string,mixed> $changes What is other than usual. */
	private function review( array $changes ): int {
		$usual = array( 'comment_post_ID' => $this->product, 'comment_type' => 'review', 'comment_approved' => 1, 'comment_author' => 'Ayşe', 'comment_author_email' => 'ayse@example.com', 'comment_content' => 'Lovely' );
		return (int) wp_insert_comment( $changes + $usual );
	}

	/** What the plug-in says when it is asked in this process. */
	private function ask( int $review, array $body ): \WP_REST_Response {
		$asked = new \WP_REST_Request( 'POST', '/' . Answers::SPACE . "/reviews/$review/answers" );
		$asked->set_body_params( $body );
		return rest_do_request( $asked );
	}

	/** @return array<\WP_Comment> */
	private function there(): array {
		return get_comments( array( 'parent' => $this->review, 'status' => 'any', 'orderby' => 'comment_ID', 'order' => 'ASC' ) );
	}

	public function test_what_is_answered_in_tillside_stands_under_the_review_and_what_is_answered_here_is_there(): void {
		$this->connect();
		$by_hand = wp_insert_comment( array( 'comment_post_ID' => $this->product, 'comment_parent' => $this->review, 'comment_approved' => 1, 'comment_author' => 'Owner', 'comment_content' => 'From <b>here</b>', 'user_id' => 1 ) );
		$found   = array();
		$this->until(
			function () use ( &$found ): bool {
				$found = self::tillside( 'GET', '/reviews' )['data'];
				return array() !== $found && array() !== $found[0]['answers'];
			}
		);
		self::assertSame( 'yes', $found[0]['answerable'] );
		self::assertSame( 'From here', $found[0]['answers'][0]['text'] );
		$path  = '/reviews/' . $found[0]['id'];
		$asked = self::tillside( 'POST', "$path/answers", array( 'text' => "Thanks & see you <3\nKestane" ) );
		$this->until(
			static function () use ( $path, &$found ): bool {
				$found = self::tillside( 'GET', $path )['answers'];
				return 2 === count( $found ) && 'pending' !== $found[1]['state'];
			}
		);
		self::assertSame( 'published', $found[1]['state'], (string) wp_json_encode( $found ) );
		self::assertSame( "Thanks & see you <3\nKestane", $found[1]['text'] );
		self::assertSame( 'owner', $found[1]['author'] );
		$there = $this->there();
		self::assertCount( 2, $there );
		self::assertSame( (int) $by_hand, (int) $there[0]->comment_ID );
		self::assertSame( "Thanks &amp; see you &lt;3\nKestane", $there[1]->comment_content );
		self::assertSame( array( '1', '1', 'comment', (string) $this->product ), array( $there[1]->user_id, $there[1]->comment_approved, $there[1]->comment_type, $there[1]->comment_post_ID ) );
		self::assertSame( $asked['id'], get_comment_meta( (int) $there[1]->comment_ID, '_tillside_answer', true ) );
	}

	public function test_an_answer_that_is_sent_twice_is_written_once(): void {
		$body  = array( 'text' => 'Thanks', 'key' => 'ran_1' );
		$first = $this->ask( $this->review, $body );
		self::assertSame( 201, $first->get_status(), (string) wp_json_encode( $first->get_data() ) );
		self::assertSame( $first->get_data(), $this->ask( $this->review, $body )->get_data() );
		self::assertCount( 1, $this->there() );
		// Also when somebody has hidden it meanwhile.
		wp_set_comment_status( $first->get_data()['id'], 'hold' );
		self::assertSame( $first->get_data()['id'], $this->ask( $this->review, $body )->get_data()['id'] );
		$this->ask( $this->review, array( 'text' => 'Thanks', 'key' => 'ran_2' ) );
		self::assertCount( 2, $this->there(), 'another key is another answer' );
	}

	public function test_only_what_everybody_can_read_is_told_of(): void {
		$answer = $this->ask( $this->review, array( 'text' => 'Thanks', 'key' => 'ran_1' ) )->get_data();
		$tell   = function (): array {
			return double_review_json( get_comment( $this->review ) )['tillside_answers'];
		};
		self::assertSame( array( $answer ), $tell() );
		wp_set_comment_status( $answer['id'], 'hold' );
		self::assertSame( array(), $tell() );
	}

	public function test_it_refuses_what_can_not_be_answered(): void {
		$body   = array( 'text' => 'Thanks', 'key' => 'ran_1' );
		$hidden = $this->review( array( 'comment_approved' => 0, 'comment_content' => 'Hidden' ) );
		$plain  = $this->review( array( 'comment_type' => 'comment', 'comment_content' => 'No review' ) );
		foreach ( array( array( $hidden, 409, 'tillside_review_not_shown' ), array( $plain, 404, 'tillside_no_review' ), array( 999999, 404, 'tillside_no_review' ) ) as list( $review, $status, $code ) ) {
			$refused = $this->ask( $review, $body );
			self::assertSame( array( $status, $code ), array( $refused->get_status(), $refused->get_data()['code'] ) );
		}
		foreach ( array( array( 'text' => '' ), array( 'key' => 'no key' ), array( 'text' => str_repeat( 'a', 5001 ) ) ) as $wrong ) {
			self::assertSame( 400, $this->ask( $this->review, $wrong + $body )->get_status() );
		}
		self::assertSame( array(), $this->there() );
	}

	public function test_strangers_and_customers_may_not_answer(): void {
		$body = array( 'text' => 'Thanks', 'key' => 'ran_1' );
		foreach ( array( 0 => 401, 2 => 403 ) as $user => $status ) {
			wp_set_current_user( $user );
			self::assertSame( $status, $this->ask( $this->review, $body )->get_status() );
		}
		$stranger = self::stranger();
		$stranger->post( '/wp-json/' . Answers::SPACE . "/reviews/{$this->review}/answers", $body );
		self::assertSame( 401, $stranger->status );
		self::assertSame( array(), $this->there() );
	}
}
