<?php
/**
 * What is remembered.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * The settings, in two options: one that pages of the store read, and one with secrets that is not loaded with every page.
 */
final class Settings {

	public const OPTION  = 'tillside_settings';
	public const SECRETS = 'tillside_secrets';

	/**
	 * Where Tillside is; empty while it is not connected.
	 */
	public function address(): string {
		return $this->text( 'address' );
	}

	/**
	 * Tillside's id of this store, `sto_…`.
	 */
	public function store(): string {
		return $this->text( 'store' );
	}

	/**
	 * The chat on the store's pages, `chn_…`; empty for none.
	 */
	public function channel(): string {
		return $this->text( 'channel' );
	}

	/**
	 * The colour of the chat's button, `#rrggbb`; empty for the widget's own.
	 */
	public function color(): string {
		return $this->text( 'color' );
	}

	/**
	 * Whether the store is connected.
	 */
	public function is_connected(): bool {
		return '' !== $this->address() && '' !== $this->store();
	}

	/**
	 * Whether customers are thanked; they are, unless somebody switched it off.
	 */
	public function thanks(): bool {
		$all = $this->all();
		return ! isset( $all['thanks'] ) || ! empty( $all['thanks'] );
	}

	/**
	 * What the store says to a customer who has ordered, as it was entered; empty for the text that comes with the plug-in.
	 *
	 * @param string $language `en`, `tr`, …
	 */
	public function note( string $language ): string {
		$notes = isset( $this->all()['notes'] ) ? $this->all()['notes'] : array();
		return is_array( $notes ) && isset( $notes[ $language ] ) && is_string( $notes[ $language ] ) ? $notes[ $language ] : '';
	}

	/**
	 * The number of the API keys that Tillside has; 0 for none.
	 */
	public function key(): int {
		$all = $this->all();
		return isset( $all['key'] ) && is_numeric( $all['key'] ) ? (int) $all['key'] : 0;
	}

	/**
	 * Lets us into Tillside. Never shown again.
	 */
	public function token(): string {
		return $this->secret( 'token' );
	}

	/**
	 * Signs who is signed in; empty when it is not known.
	 */
	public function identity_secret(): string {
		return $this->secret( 'identity_secret' );
	}

	/**
	 * Tillside's API.
	 */
	public function api(): Api {
		return new Api( $this->address(), $this->token() );
	}

	/**
	 * Changes settings.
	 *
	 * @param array<string,mixed> $changes By name.
	 */
	public function change( array $changes ): void {
		update_option( self::OPTION, array_merge( $this->all(), $changes ), true );
	}

	/**
	 * Changes secrets.
	 *
	 * @param array<string,string> $changes By name.
	 */
	public function change_secrets( array $changes ): void {
		$before = get_option( self::SECRETS, array() );
		update_option( self::SECRETS, array_merge( is_array( $before ) ? $before : array(), $changes ), false );
	}

	/**
	 * Forgets the connection. What the store says in its own voice stays.
	 */
	public function forget_connection(): void {
		$kept = array_intersect_key( $this->all(), array_flip( array( 'thanks', 'notes' ) ) );
		update_option( self::OPTION, $kept, true );
		delete_option( self::SECRETS );
	}

	/**
	 * All settings.
	 *
	 * @return array<mixed>
	 */
	private function all(): array {
		$all = get_option( self::OPTION, array() );
		return is_array( $all ) ? $all : array();
	}

	/**
	 * One setting.
	 *
	 * @param string $name Which.
	 */
	private function text( string $name ): string {
		$all = $this->all();
		return isset( $all[ $name ] ) && is_string( $all[ $name ] ) ? $all[ $name ] : '';
	}

	/**
	 * One secret.
	 *
	 * @param string $name Which.
	 */
	private function secret( string $name ): string {
		$all = get_option( self::SECRETS, array() );
		return is_array( $all ) && isset( $all[ $name ] ) && is_string( $all[ $name ] ) ? $all[ $name ] : '';
	}
}
