<?php
/**
 * Answers to reviews.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * Lets Tillside answer reviews, and tells it what was answered: WooCommerce's API knows no comments but reviews. An answer is a
 * comment under the review by the user whose keys Tillside has.
 */
final class Answers {

	/**
	 * Where the route is. WooCommerce's keys are good for every space that begins with `wc-`.
	 */
	public const SPACE = 'wc-tillside/v1';

	/**
	 * The comment's field that holds what Tillside calls the answer: sent again, it is found by it.
	 */
	private const KEY = '_tillside_answer';

	/**
	 * Answers to one review that are told at most.
	 */
	private const MOST = 50;

	/**
	 * Characters of an answer that are taken.
	 */
	private const LONGEST = 5000;

	/**
	 * Seconds that the same answer, sent twice at once, waits for itself.
	 */
	private const PATIENCE = 10;

	/**
	 * Hooks it in.
	 */
	public function hook(): void {
		add_action( 'rest_api_init', array( $this, 'add_route' ) );
		add_filter( 'woocommerce_rest_prepare_product_review', array( $this, 'tell' ), 10, 2 );
	}

	/**
	 * `POST /wc-tillside/v1/reviews/105/answers` with `text` and `key`.
	 */
	public function add_route(): void {
		register_rest_route(
			self::SPACE,
			'/reviews/(?P<id>\d+)/answers',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'write' ),
				'permission_callback' => array( self::class, 'may_write' ),
				'args'                => array(
					'text' => array(
						'type'      => 'string',
						'required'  => true,
						'minLength' => 1,
						'maxLength' => self::LONGEST,
					),
					'key'  => array(
						'type'     => 'string',
						'required' => true,
						'pattern'  => '^[0-9A-Za-z_]{1,64}$',
					),
				),
			)
		);
	}

	/**
	 * Whether the user of the keys may answer as they may in the store's own pages.
	 */
	public static function may_write(): bool {
		return current_user_can( 'moderate_comments' );
	}

	/**
	 * Adds what was answered to a review that WooCommerce tells of.
	 *
	 * @param mixed $response What WooCommerce says.
	 * @param mixed $review   The review.
	 * @return mixed
	 */
	public function tell( $response, $review ) {
		if ( ! $response instanceof \WP_REST_Response || ! $review instanceof \WP_Comment ) {
			return $response;
		}
		$data = $response->get_data();
		if ( is_array( $data ) ) {
			$answers                  = self::find( (int) $review->comment_ID, array( 'number' => self::MOST ) );
			$data['tillside_answers'] = array_map( array( self::class, 'shown' ), $answers );
			$response->set_data( $data );
		}
		return $response;
	}

	/**
	 * Writes an answer under a review, or finds the one that was written before.
	 *
	 * @param \WP_REST_Request $asked What is asked for.
	 * @return \WP_REST_Response|\WP_Error
	 */
	public function write( \WP_REST_Request $asked ) {
		$review = get_comment( (int) $asked['id'] );
		if ( ! $review instanceof \WP_Comment || 'review' !== $review->comment_type || 'product' !== get_post_type( (int) $review->comment_post_ID ) ) {
			return new \WP_Error( 'tillside_no_review', 'There is no such review.', array( 'status' => 404 ) );
		}
		if ( '1' !== (string) $review->comment_approved ) {
			return new \WP_Error( 'tillside_review_not_shown', 'Nobody can read the review.', array( 'status' => 409 ) );
		}
		$key = (string) $asked['key'];
		if ( ! self::lock( $key ) ) {
			return new \WP_Error( 'tillside_busy', 'The answer is being written.', array( 'status' => 503 ) );
		}
		$answer = self::written( $review, $key, (string) $asked['text'] );
		self::unlock( $key );
		if ( null === $answer ) {
			return new \WP_Error( 'tillside_not_written', 'WordPress did not write the answer.', array( 'status' => 500 ) );
		}
		return new \WP_REST_Response( self::shown( $answer ), 201 );
	}

	/**
	 * The answer with this key; it is written if it is not there.
	 *
	 * @param \WP_Comment $review What is answered.
	 * @param string      $key    What Tillside calls the answer.
	 * @param string      $text   What it says.
	 */
	private static function written( \WP_Comment $review, string $key, string $text ): ?\WP_Comment {
		$id    = (int) $review->comment_ID;
		$known = self::find(
			$id,
			array(
				'status'   => 'any',
				'number'   => 1,
				'meta_key' => self::KEY, // phpcs:ignore WordPress.DB.SlowDBQuery -- The comments of one review.
				'meta_value' => $key, // phpcs:ignore WordPress.DB.SlowDBQuery -- The comments of one review.
			)
		);
		if ( $known ) {
			return $known[0];
		}
		$user    = wp_get_current_user();
		$comment = array(
			'comment_post_ID'      => (int) $review->comment_post_ID,
			'comment_parent'       => $id,
			'comment_type'         => 'comment',
			'comment_approved'     => 1,
			'comment_author'       => $user->display_name,
			'comment_author_email' => $user->user_email,
			'comment_author_url'   => $user->user_url,
			'comment_author_IP'    => '',
			'comment_agent'        => 'Tillside',
			// A comment is HTML, what Tillside sends is not.
			'comment_content'      => esc_html( $text ),
			'user_id'              => $user->ID,
			'comment_meta'         => array( self::KEY => $key ),
		);
		$made    = wp_insert_comment( wp_filter_comment( wp_slash( $comment ) ) );
		$answer  = $made ? get_comment( $made ) : null;
		return $answer instanceof \WP_Comment ? $answer : null;
	}

	/**
	 * The comments under a review, the oldest first.
	 *
	 * @param int                 $review Its id.
	 * @param array<string,mixed> $which  What else `get_comments()` takes.
	 * @return array<\WP_Comment>
	 */
	private static function find( int $review, array $which ): array {
		$usual = array(
			'parent'  => $review,
			'status'  => 'approve',
			'orderby' => 'comment_ID',
			'order'   => 'ASC',
		);
		$found = get_comments( $which + $usual );
		return is_array( $found ) ? array_values( $found ) : array();
	}

	/**
	 * An answer as Tillside is told of it.
	 *
	 * @param \WP_Comment $answer An answer.
	 * @return array{id: int, author: string, text: string, date_gmt: string, key: ?string}
	 */
	private static function shown( \WP_Comment $answer ): array {
		$key = get_comment_meta( (int) $answer->comment_ID, self::KEY, true );
		return array(
			'id'       => (int) $answer->comment_ID,
			'author'   => $answer->comment_author,
			'text'     => $answer->comment_content,
			'date_gmt' => str_replace( ' ', 'T', $answer->comment_date_gmt ),
			'key'      => is_string( $key ) && '' !== $key ? $key : null,
		);
	}

	/**
	 * Waits until nobody else writes this answer. A database without locks has nobody wait.
	 *
	 * @param string $key What Tillside calls the answer.
	 */
	private static function lock( string $key ): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery
		return '0' !== $wpdb->get_var( $wpdb->prepare( 'SELECT GET_LOCK(%s, %d)', self::lock_name( $key ), self::PATIENCE ) );
	}

	/**
	 * Lets others go on.
	 *
	 * @param string $key What Tillside calls the answer.
	 */
	private static function unlock( string $key ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery
		$wpdb->query( $wpdb->prepare( 'SELECT RELEASE_LOCK(%s)', self::lock_name( $key ) ) );
	}

	/**
	 * What the lock is called; locks are the whole server's, and have 64 characters.
	 *
	 * @param string $key What Tillside calls the answer.
	 */
	private static function lock_name( string $key ): string {
		global $wpdb;
		return md5( DB_NAME . $wpdb->prefix . $key );
	}
}
