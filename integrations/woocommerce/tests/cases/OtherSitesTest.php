<?php
/**
 * Sites that are set up in another way than the test site; each in a process of its own.
 */

namespace Tillside\WooCommerce\Tests;

use PHPUnit\Framework\TestCase;

final class OtherSitesTest extends TestCase {

	/**
	 * What a WordPress says that runs this code.
	 *
	 * @param array<string,string> $site How it is set up.
	 */
	private static function run_on( array $site, string $code ): string {
		$code    = 'use Tillside\WooCommerce as T; $_SERVER["HTTP_HOST"] = "127.0.0.1"; require getenv( "TILLSIDE_TEST_WORDPRESS" ) . "/wp-load.php"; ' . $code;
		$process = proc_open( array( PHP_BINARY, '-d', 'display_errors=1', '-r', $code ), array( 1 => array( 'pipe', 'w' ) ), $pipes, null, $site + getenv() );
		$said    = stream_get_contents( $pipes[1] );
		fclose( $pipes[1] );
		self::assertSame( 0, proc_close( $process ), $said );
		return $said;
	}

	/** @return array<string,array{string,string}> */
	public static function addresses(): array {
		return array(
			'a plain one'              => array( 'http://help.example.com', 'not-https' ),
			'this machine'             => array( 'https://127.0.0.2', 'private-address' ),
			'a private network'        => array( 'https://192.168.1.4', 'private-address' ),
			'an unusual port'          => array( 'https://93.184.216.34:9000', 'private-address' ),
			'a name that is not there' => array( 'https://tillside.invalid', 'not-found-here' ),
		);
	}

	/** @dataProvider addresses */
	public function test_only_public_encrypted_addresses_are_called_unless_the_site_says_otherwise( string $address, string $reason ): void {
		$code = 'try { ( new T\Api( T\Address::read( ' . var_export( $address, true ) . ' ), "tsk_x" ) )->get( "/stores" ); } catch ( T\Trouble $trouble ) { echo $trouble->reason(); }';

		self::assertSame( $reason, self::run_on( array( 'TILLSIDE_TEST_STRICT' => '1' ), $code ) );
	}

	/** @return array<string,array{string,string}> */
	public static function entered(): array {
		return array(
			'without a scheme'     => array( 'help.example.com', 'https://help.example.com' ),
			'with a path'          => array( ' https://Help.Example.com/settings/tokens?x=1#y ', 'https://help.example.com' ),
			'with a port'          => array( 'https://help.example.com:8443/', 'https://help.example.com:8443' ),
			'with a password'      => array( 'https://a:b@help.example.com', 'no-address' ),
			'another scheme'       => array( 'ftp://help.example.com', 'not-https' ),
			'a script'             => array( 'javascript:alert(1)', 'no-address' ),
			'what breaks out of a tag' => array( 'https://help.example.com"><script>', 'no-address' ),
		);
	}

	/** @dataProvider entered */
	public function test_an_address_is_taken_as_people_enter_it( string $entered, string $read ): void {
		$code = 'try { echo T\Address::read( ' . var_export( $entered, true ) . ' ); } catch ( T\Trouble $trouble ) { echo $trouble->reason(); }';

		self::assertSame( $read, self::run_on( array( 'TILLSIDE_TEST_STRICT' => '1' ), $code ) );
	}

	public function test_without_woocommerce_nothing_is_hooked_in_and_the_reason_is_said(): void {
		$code = 'echo has_action( "wp_enqueue_scripts" ) && isset( $GLOBALS["wp_filter"]["wc_ajax_tillside_identity"] ) ? "hooked" : "quiet"; ' .
			'wp_set_current_user( 1 ); do_action( "admin_notices" );';

		self::assertStringContainsString( 'quiet', self::run_on( array( 'TILLSIDE_TEST_WITHOUT_WOOCOMMERCE' => '1' ), $code ) );
		self::assertStringContainsString( 'WooCommerce is not active', self::run_on( array( 'TILLSIDE_TEST_WITHOUT_WOOCOMMERCE' => '1' ), $code ) );
	}

	public function test_the_plug_in_says_that_it_goes_with_both_kinds_of_orders_and_with_blocks(): void {
		$code = 'echo json_encode( Automattic\WooCommerce\Utilities\FeaturesUtil::$declared );';

		self::assertSame( '{"custom_order_tables":true,"cart_checkout_blocks":true}', self::run_on( array(), $code ) );
	}

	public function test_persian_pages_count_in_persian_digits(): void {
		$code = 'echo T\Languages::count( 1203 ) . "|"; add_filter( "locale", function () { return "fa_IR"; } ); echo T\Languages::count( 12 ) . T\Languages::digits( "1 Nov" );';

		self::assertSame( '1,203|۱۲۱ Nov', self::run_on( array(), $code ) );
	}
}
