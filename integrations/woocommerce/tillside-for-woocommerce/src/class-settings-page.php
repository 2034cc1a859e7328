<?php
/**
 * WooCommerce > Tillside.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * The one page of settings. Whoever may manage WooCommerce, and so make API keys, may connect.
 */
final class SettingsPage {

	public const PAGE = 'tillside';

	private const CAPABILITY = 'manage_woocommerce';

	/**
	 * What may be done, each as a form of its own with a nonce of its own.
	 */
	private const ACTIONS = array( 'connect', 'save', 'disconnect' );

	/**
	 * What is shown.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * The page.
	 *
	 * @param Settings $settings What is shown.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Hooks it in.
	 */
	public function hook(): void {
		add_action( 'admin_menu', array( $this, 'add' ), 60 );
		add_filter( 'plugin_action_links_' . plugin_basename( FILE ), array( $this, 'link' ) );
		foreach ( self::ACTIONS as $action ) {
			add_action( 'admin_post_tillside_' . $action, array( $this, $action ) );
		}
	}

	/**
	 * Adds it to WooCommerce's menu.
	 */
	public function add(): void {
		add_submenu_page( 'woocommerce', 'Tillside', 'Tillside', self::CAPABILITY, self::PAGE, array( $this, 'show' ) );
	}

	/**
	 * Adds a way to it to the list of plug-ins.
	 *
	 * @param array<string> $links What stands there.
	 * @return array<string>
	 */
	public function link( $links ): array {
		$ours = '<a href="' . esc_url( self::address() ) . '">' . esc_html__( 'Settings', 'tillside-for-woocommerce' ) . '</a>';
		return array_merge( array( $ours ), (array) $links );
	}

	/**
	 * Connects.
	 */
	public function connect(): void {
		$this->allow( 'connect' );
		// phpcs:disable WordPress.Security.NonceVerification.Missing -- allow() has checked it.
		$address = isset( $_POST['address'] ) ? sanitize_text_field( wp_unslash( $_POST['address'] ) ) : '';
		$token   = isset( $_POST['token'] ) ? sanitize_text_field( wp_unslash( $_POST['token'] ) ) : '';
		// phpcs:enable
		try {
			( new Connection( $this->settings ) )->connect( $address, $token, get_current_user_id() );
			$this->go_back( 'success', __( 'Connected. Tillside is reading orders, customers and products now; the webhooks are set up by themselves.', 'tillside-for-woocommerce' ) );
		} catch ( Trouble $trouble ) {
			$this->go_back( 'error', $trouble->words(), $address );
		}
	}

	/**
	 * Saves which chat is shown and what is said to customers.
	 */
	public function save(): void {
		$this->allow( 'save' );
		// phpcs:disable WordPress.Security.NonceVerification.Missing -- allow() has checked it.
		$channel = isset( $_POST['channel'] ) ? sanitize_text_field( wp_unslash( $_POST['channel'] ) ) : '';
		$secret  = isset( $_POST['identity_secret'] ) ? sanitize_text_field( wp_unslash( $_POST['identity_secret'] ) ) : '';
		$thanks  = ! empty( $_POST['thanks'] );
		$entered = isset( $_POST['notes'] ) && is_array( $_POST['notes'] ) ? array_map( 'sanitize_textarea_field', wp_unslash( $_POST['notes'] ) ) : array();
		// phpcs:enable
		$notes = array_intersect_key( $entered, Languages::of_store() );
		$this->settings->change( array( 'thanks' => $thanks, 'notes' => array_filter( $notes, 'strlen' ) ) );
		try {
			$signs = ( new Connection( $this->settings ) )->choose_channel( $channel );
			if ( '' !== $secret && '' !== $channel ) {
				$this->settings->change_secrets( array( 'identity_secret' => $secret ) );
				$signs = true;
			}
		} catch ( Trouble $trouble ) {
			/* translators: %s: why. */
			$words = __( 'The texts are saved. The chat could not be changed: %s', 'tillside-for-woocommerce' );
			$this->go_back( 'warning', sprintf( $words, $trouble->words() ) );
			return;
		}
		if ( $signs ) {
			$this->go_back( 'success', __( 'Saved.', 'tillside-for-woocommerce' ) );
		} else {
			$this->go_back( 'warning', __( 'Saved. The chat does not know yet who is signed in, because this token may not see its identity secret: enter that below.', 'tillside-for-woocommerce' ) );
		}
	}

	/**
	 * Disconnects.
	 */
	public function disconnect(): void {
		$this->allow( 'disconnect' );
		$untold = ( new Connection( $this->settings ) )->disconnect();
		if ( $untold ) {
			/* translators: %s: why. */
			$words = __( 'Disconnected here: keys, webhooks and chat are gone. Tillside could not be told (%s), so take the store away there too, under Settings > Stores.', 'tillside-for-woocommerce' );
			$this->go_back( 'warning', sprintf( $words, $untold->words() ) );
		} else {
			$this->go_back( 'success', __( 'Disconnected. Keys, webhooks and chat are gone; Tillside keeps the orders that it has read.', 'tillside-for-woocommerce' ) );
		}
	}

	/**
	 * Shows the page.
	 */
	public function show(): void {
		if ( ! current_user_can( self::CAPABILITY ) ) {
			return;
		}
		echo '<div class="wrap"><h1>Tillside</h1>';
		$address = $this->show_what_was_said();
		if ( $this->settings->is_connected() ) {
			$this->show_connected();
		} else {
			$this->show_form_to_connect( $address );
		}
		echo '</div>';
	}

	/**
	 * The form that connects.
	 *
	 * @param string $address What was entered before.
	 */
	private function show_form_to_connect( string $address ): void {
		echo '<p>' . esc_html__( 'Tillside answers this store\'s customers: it sees their orders, and they find its chat on every page.', 'tillside-for-woocommerce' ) . '</p>';
		$this->begin_form( 'connect' );
		echo '<table class="form-table" role="presentation"><tr><th scope="row"><label for="tillside-address">' . esc_html__( 'Address of Tillside', 'tillside-for-woocommerce' ) . '</label></th>';
		echo '<td><input name="address" id="tillside-address" type="text" inputmode="url" dir="ltr" class="regular-text" required placeholder="https://help.example.com" value="' . esc_attr( $address ) . '"></td></tr>';
		echo '<tr><th scope="row"><label for="tillside-token">' . esc_html__( 'Token', 'tillside-for-woocommerce' ) . '</label></th>';
		echo '<td><input name="token" id="tillside-token" type="password" dir="ltr" class="regular-text" required autocomplete="off" placeholder="tsk_…">';
		echo '<p class="description">' . esc_html__( 'In Tillside, under Settings > API tokens, make a token with these permissions:', 'tillside-for-woocommerce' ) .
			' <code dir="ltr">stores.write settings.read channels.write customers.read conversations.read</code></p></td></tr></table>';
		echo '<p>' . esc_html__( 'Connecting makes WooCommerce API keys in your name that may read and change orders, and hands them to Tillside.', 'tillside-for-woocommerce' ) . '</p>';
		submit_button( __( 'Connect', 'tillside-for-woocommerce' ) );
		echo '</form>';
	}

	/**
	 * The page of a store that is connected.
	 */
	private function show_connected(): void {
		$this->show_state();
		$this->begin_form( 'save' );
		echo '<h2>' . esc_html__( 'Chat', 'tillside-for-woocommerce' ) . '</h2>';
		$this->show_channels();
		echo '<h2>' . esc_html__( 'Thank-you note', 'tillside-for-woocommerce' ) . '</h2>';
		$this->show_notes();
		submit_button();
		echo '</form><hr>';
		$this->begin_form( 'disconnect' );
		submit_button( __( 'Disconnect', 'tillside-for-woocommerce' ), 'delete', 'submit', false );
		echo '</form>';
	}

	/**
	 * With what it is connected, and how that is.
	 */
	private function show_state(): void {
		$address = $this->settings->address();
		echo '<p>' . esc_html__( 'Connected with', 'tillside-for-woocommerce' ) . ' <a dir="ltr" target="_blank" rel="noopener" href="' .
			esc_url( $address . '/settings/stores/' . rawurlencode( $this->settings->store() ) ) . '">' . esc_html( $address ) . '</a>. ' .
			esc_html__( 'The token is saved and is not shown again.', 'tillside-for-woocommerce' ) . '</p><p>';
		try {
			$state = ( new Connection( $this->settings ) )->state();
			echo esc_html( self::words_of_state( $state ) );
		} catch ( Trouble $trouble ) {
			echo '<strong>' . esc_html( $trouble->words() ) . '</strong>';
		}
		echo '</p>';
	}

	/**
	 * How the store is, in words.
	 *
	 * @param array{state: string, health: string, code: string, webhooks: string, orders: int} $state As Tillside says.
	 */
	private static function words_of_state( array $state ): string {
		if ( 'ok' !== $state['health'] && '' !== $state['code'] ) {
			$code = 'forbidden' === $state['code'] ? 'forbidden-by-store' : $state['code'];
			return ( new Trouble( $code ) )->words();
		}
		/* translators: %s: how many orders. */
		$read   = sprintf( _n( '%s order read.', '%s orders read.', $state['orders'], 'tillside-for-woocommerce' ), Languages::count( $state['orders'] ) );
		$states = array(
			'ready'  => __( 'Everything is up to date.', 'tillside-for-woocommerce' ),
			'paused' => __( 'Paused in Tillside.', 'tillside-for-woocommerce' ),
		);
		$first  = isset( $states[ $state['state'] ] ) ? $states[ $state['state'] ] : __( 'Tillside is reading the store.', 'tillside-for-woocommerce' );
		$hooks  = 'active' === $state['webhooks'] ? ' ' . __( 'Webhooks are set up.', 'tillside-for-woocommerce' ) : '';
		return $first . ' ' . $read . $hooks;
	}

	/**
	 * The choice of a chat.
	 */
	private function show_channels(): void {
		$chosen = $this->settings->channel();
		try {
			$chats = ( new Connection( $this->settings ) )->chats();
		} catch ( Trouble $trouble ) {
			echo '<p><strong>' . esc_html( $trouble->words() ) . '</strong></p><input type="hidden" name="channel" value="' . esc_attr( $chosen ) . '">';
			return;
		}
		if ( ! $chats ) {
			echo '<p>' . esc_html__( 'There is no chat in this Tillside yet. Make one there under Settings > Channels.', 'tillside-for-woocommerce' ) . '</p>';
			return;
		}
		echo '<p><label for="tillside-channel">' . esc_html__( 'On every page of the store:', 'tillside-for-woocommerce' ) . '</label> <select name="channel" id="tillside-channel">';
		echo '<option value="">' . esc_html__( 'No chat', 'tillside-for-woocommerce' ) . '</option>';
		foreach ( $chats as $chat ) {
			echo '<option value="' . esc_attr( $chat['id'] ) . '"' . selected( $chat['id'], $chosen, false ) . '>' . esc_html( $chat['name'] ) . '</option>';
		}
		echo '</select></p>';
		if ( '' === $chosen ) {
			return;
		}
		if ( '' !== $this->settings->identity_secret() ) {
			echo '<p class="description">' . esc_html__( 'The chat knows who is signed in.', 'tillside-for-woocommerce' ) . '</p>';
			return;
		}
		echo '<p><label for="tillside-secret">' . esc_html__( 'Identity secret:', 'tillside-for-woocommerce' ) . '</label> <input name="identity_secret" id="tillside-secret" type="password" dir="ltr" class="regular-text" autocomplete="off"></p>';
		echo '<p class="description">' . esc_html__( 'The chat does not know who is signed in. Copy its identity secret from Tillside, Settings > Channels.', 'tillside-for-woocommerce' ) . '</p>';
	}

	/**
	 * What is said to customers.
	 */
	private function show_notes(): void {
		echo '<p><label><input type="checkbox" name="thanks" value="1"' . checked( $this->settings->thanks(), true, false ) . '> ' .
			esc_html__( 'Thank customers on the page after their order', 'tillside-for-woocommerce' ) . '</label></p>';
		echo '<p class="description">' . esc_html__( 'These are replaced:', 'tillside-for-woocommerce' ) . ' <code dir="ltr">{first_name} {name} {order_number} {store}</code>. ' .
			esc_html__( 'Left empty, this is said in the language of the page:', 'tillside-for-woocommerce' ) . ' <q>' . esc_html( ThankYou::common_note() ) . '</q></p>';
		echo '<table class="form-table" role="presentation">';
		foreach ( Languages::of_store() as $language => $name ) {
			$id = 'tillside-note-' . $language;
			echo '<tr><th scope="row"><label for="' . esc_attr( $id ) . '">' . esc_html( $name ) . '</label></th><td>';
			echo '<textarea class="large-text" rows="3" dir="auto" lang="' . esc_attr( $language ) . '" id="' . esc_attr( $id ) . '" name="notes[' . esc_attr( $language ) . ']">' .
				esc_textarea( $this->settings->note( $language ) ) . '</textarea></td></tr>';
		}
		echo '</table>';
	}

	/**
	 * Begins a form.
	 *
	 * @param string $action One of the actions.
	 */
	private function begin_form( string $action ): void {
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="' . esc_attr( 'tillside_' . $action ) . '">';
		wp_nonce_field( 'tillside_' . $action );
	}

	/**
	 * Stops whoever may not do this, or did not mean to.
	 *
	 * @param string $action One of the actions.
	 */
	private function allow( string $action ): void {
		if ( ! current_user_can( self::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not do this.', 'tillside-for-woocommerce' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( 'tillside_' . $action );
	}

	/**
	 * Goes back to the page, which says how it went.
	 *
	 * @param string $kind    `success`, `warning` or `error`.
	 * @param string $text    What is said.
	 * @param string $address What was entered, so that it need not be entered again.
	 */
	private function go_back( string $kind, string $text, string $address = '' ): void {
		set_transient( self::place(), array( 'kind' => $kind, 'text' => $text, 'address' => $address ), MINUTE_IN_SECONDS );
		wp_safe_redirect( self::address() );
		$this->finish();
	}

	/**
	 * Ends the request.
	 *
	 * @codeCoverageIgnore
	 */
	protected function finish(): void {
		exit;
	}

	/**
	 * Says, once, how it went.
	 *
	 * @return string The address that was entered.
	 */
	private function show_what_was_said(): string {
		$said = get_transient( self::place() );
		if ( ! is_array( $said ) ) {
			return '';
		}
		delete_transient( self::place() );
		$kind = in_array( Connection::text( $said, 'kind' ), array( 'success', 'warning', 'error' ), true ) ? $said['kind'] : 'info';
		echo '<div class="notice notice-' . esc_attr( $kind ) . '"><p>' . esc_html( Connection::text( $said, 'text' ) ) . '</p></div>';
		return Connection::text( $said, 'address' );
	}

	/**
	 * Where what is to be said waits.
	 */
	private static function place(): string {
		return 'tillside_said_' . get_current_user_id();
	}

	/**
	 * Where the page is.
	 */
	private static function address(): string {
		return admin_url( 'admin.php?page=' . self::PAGE );
	}
}
