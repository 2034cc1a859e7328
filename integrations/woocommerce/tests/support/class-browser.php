<?php
/**
 * A browser: keeps cookies, fills forms in.
 */

namespace Tillside\WooCommerce\Tests;

final class Browser {

	/** @var string */
	private $site;
	/** @var \CurlHandle|resource */
	private $curl;
	/** @var int Of the last answer. */
	public $status = 0;
	/** @var string Headers of the last answer. */
	public $headers = '';

	public function __construct( string $site ) {
		$this->site = $site;
		$this->curl = curl_init();
		curl_setopt_array( $this->curl, array( CURLOPT_COOKIEFILE => '', CURLOPT_RETURNTRANSFER => true, CURLOPT_FOLLOWLOCATION => true, CURLOPT_TIMEOUT => 90, CURLOPT_HEADER => true ) );
	}

	public static function signed_in( string $name, string $password ): self {
		$browser = new self( getenv( 'TILLSIDE_TEST_SHOP' ) );
		$browser->get( '/wp-login.php' );
		$browser->post( '/wp-login.php', array( 'log' => $name, 'pwd' => $password, 'testcookie' => '1' ) );
		return $browser;
	}

	public function get( string $path ): string {
		curl_setopt_array( $this->curl, array( CURLOPT_HTTPGET => true, CURLOPT_CUSTOMREQUEST => null, CURLOPT_HTTPHEADER => array() ) );
		return $this->go( $path );
	}

	/**
	 * @param array<string,mixed>|string $body    Fields of a form, or something else.
	 * @param array<string>              $headers Beside the usual ones.
	 */
	public function post( string $path, $body = array(), array $headers = array() ): string {
		curl_setopt_array(
			$this->curl,
			array( CURLOPT_POST => true, CURLOPT_CUSTOMREQUEST => null, CURLOPT_POSTFIELDS => is_array( $body ) ? http_build_query( $body ) : $body, CURLOPT_HTTPHEADER => $headers )
		);
		return $this->go( $path );
	}

	/**
	 * Fills in the form of a page that has this action and sends it, with the hidden fields that stand there.
	 *
	 * @param array<string,mixed> $fields What is filled in.
	 */
	public function fill_in( string $page, string $action, array $fields ): string {
		$document = new \DOMDocument();
		@$document->loadHTML( '<?xml encoding="utf-8"?>' . $this->get( $page ) );
		$found  = new \DOMXPath( $document );
		$hidden = $found->query( "//form[.//input[@name='action' and @value='$action']]//input[@type='hidden']" );
		if ( 0 === $hidden->length ) {
			throw new \RuntimeException( "there is no form $action on $page: " . $document->textContent );
		}
		$sent = array();
		foreach ( $hidden as $input ) {
			$sent[ $input->getAttribute( 'name' ) ] = $input->getAttribute( 'value' );
		}
		return $this->post( '/wp-admin/admin-post.php', array_merge( $sent, $fields ) );
	}

	/** @return array<string,string> By name. */
	public function cookies(): array {
		$cookies = array();
		foreach ( curl_getinfo( $this->curl, CURLINFO_COOKIELIST ) as $line ) {
			$parts                = explode( "\t", $line );
			$cookies[ $parts[5] ] = $parts[6];
		}
		return $cookies;
	}

	private function go( string $path ): string {
		curl_setopt( $this->curl, CURLOPT_URL, $this->site . $path );
		$answer = curl_exec( $this->curl );
		if ( false === $answer ) {
			throw new \RuntimeException( $path . ': ' . curl_error( $this->curl ) );
		}
		$this->status  = curl_getinfo( $this->curl, CURLINFO_RESPONSE_CODE );
		$length        = curl_getinfo( $this->curl, CURLINFO_HEADER_SIZE );
		$this->headers = substr( $answer, 0, $length );
		return substr( $answer, $length );
	}
}
