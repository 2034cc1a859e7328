<?php
/**
 * What can go wrong, in words.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * Something did not work, and why.
 */
final class Trouble extends \RuntimeException {

	/**
	 * A stable word: Tillside's own code of a problem, or one of those in {@see Trouble::words()}.
	 *
	 * @var string
	 */
	private $reason;

	/**
	 * What the other side said, in English; for whoever looks into it.
	 *
	 * @var string
	 */
	private $detail;

	/**
	 * A trouble.
	 *
	 * @param string $reason The stable word.
	 * @param string $detail What the other side said; never a secret.
	 */
	public function __construct( string $reason, string $detail = '' ) {
		parent::__construct( $reason );
		$this->reason = $reason;
		$this->detail = $detail;
	}

	/**
	 * The stable word.
	 */
	public function reason(): string {
		return $this->reason;
	}

	/**
	 * Says it to whoever runs the store, with what to do about it. Plain text, not escaped.
	 */
	public function words(): string {
		$known = $this->known_words();
		if ( null !== $known ) {
			return $known;
		}
		/* translators: %s: what Tillside answered, in English. */
		$words = __( 'Tillside answered: %s', 'tillside-for-woocommerce' );
		return sprintf( $words, '' === $this->detail ? $this->reason : $this->detail );
	}

	/**
	 * The words for what is foreseen.
	 */
	private function known_words(): ?string {
		switch ( $this->reason ) {
			case 'no-address':
				return __( 'Enter the address of your Tillside, such as https://help.example.com.', 'tillside-for-woocommerce' );
			case 'not-https':
				return __( 'The address has to begin with https://, so that nobody on the way can read the token.', 'tillside-for-woocommerce' );
			case 'no-token':
				return __( 'Enter a token. You make it in Tillside under Settings > API tokens.', 'tillside-for-woocommerce' );
			case 'private-address':
				return __( 'WordPress does not call this address, because it is in a private network or on an unusual port. If that is intended, put define( \'TILLSIDE_PRIVATE_ADDRESS\', true ); into wp-config.php.', 'tillside-for-woocommerce' );
			case 'timed-out-here':
				return __( 'Tillside did not answer in time. Try again in a moment.', 'tillside-for-woocommerce' );
			case 'not-found-here':
				return __( 'There is no such address. Check it for typing errors.', 'tillside-for-woocommerce' );
			case 'bad-certificate':
				return __( 'The encryption of the connection to Tillside could not be set up: its certificate is not valid.', 'tillside-for-woocommerce' );
			case 'out-of-reach':
				return __( 'Tillside can\'t be reached at the moment.', 'tillside-for-woocommerce' );
			case 'not-tillside':
				return __( 'Something answers at this address, but it is no Tillside.', 'tillside-for-woocommerce' );
			case 'unauthorized':
				return __( 'Tillside does not know this token. It may have been revoked: make a new one under Settings > API tokens.', 'tillside-for-woocommerce' );
			case 'forbidden':
				return __( 'This token may not do that. It needs stores.write, settings.read, customers.read, conversations.read and, so that the chat knows who is signed in, channels.write.', 'tillside-for-woocommerce' );
			case 'rate-limited':
				return __( 'Tillside was asked too often. Try again in a minute.', 'tillside-for-woocommerce' );
			case 'no-keys':
				return __( 'WooCommerce could not save new API keys. Look at WooCommerce > Status for errors of the database.', 'tillside-for-woocommerce' );
			case 'store-exists':
				return __( 'This store is being connected by somebody else right now. Try again in a moment.', 'tillside-for-woocommerce' );
			default:
				return $this->words_about_the_store();
		}
	}

	/**
	 * Tillside tries the keys before it believes them; this is what it met on its way back to this store.
	 */
	private function words_about_the_store(): ?string {
		switch ( $this->reason ) {
			case 'unreachable':
				return __( 'Tillside can\'t reach this store. Is it on the internet, or only on this machine?', 'tillside-for-woocommerce' );
			case 'address-refused':
				return __( 'This store is in a private network as Tillside sees it. Whoever runs Tillside can allow that with allow_private_addresses.', 'tillside-for-woocommerce' );
			case 'certificate':
				return __( 'Tillside can\'t reach this store: the store\'s certificate is not valid.', 'tillside-for-woocommerce' );
			case 'timed-out':
			case 'busy':
			case 'store-failed':
				return __( 'This store took too long to answer Tillside, or failed while it did. Try again in a moment.', 'tillside-for-woocommerce' );
			case 'not-woocommerce':
				return __( 'Tillside finds no WooCommerce API here. Under Settings > Permalinks, choose anything but Plain and try again.', 'tillside-for-woocommerce' );
			case 'page-instead-of-data':
			case 'forbidden-by-store':
				return __( 'Something in front of this store, such as a firewall or a maintenance page, does not let Tillside through.', 'tillside-for-woocommerce' );
			case 'moved':
				return __( 'This store sends Tillside on to another address. Check the site address under Settings > General.', 'tillside-for-woocommerce' );
			case 'site-protected':
				return __( 'The whole site is behind a password of its own, so that Tillside can\'t get in.', 'tillside-for-woocommerce' );
			case 'clock-differs':
				return __( 'The clocks of this store and of Tillside differ by more than a quarter of an hour.', 'tillside-for-woocommerce' );
			case 'keys-refused':
			case 'keys-without-rights':
				return __( 'This store refused the keys that it had just made. A security plug-in may block the WooCommerce API.', 'tillside-for-woocommerce' );
			default:
				return null;
		}
	}
}
