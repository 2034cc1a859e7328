<?php
/**
 * Languages.
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

/**
 * The languages of Tillside, and those of this store.
 */
final class Languages {

	/**
	 * The languages that the chat speaks, each by its own name.
	 */
	private const CHAT = array(
		'en' => 'English',
		'tr' => 'Türkçe',
		'ko' => '한국어',
		'fa' => 'فارسی',
	);

	/**
	 * The language of the page at hand: `en`, `tr`, … also one that the chat does not speak.
	 */
	public static function of_page(): string {
		return self::of_locale( determine_locale() );
	}

	/**
	 * The language of the page at hand if the chat speaks it; otherwise empty, and the widget goes by page and browser.
	 */
	public static function of_chat(): string {
		$language = self::of_page();
		return isset( self::CHAT[ $language ] ) ? $language : '';
	}

	/**
	 * In which languages the store may say thank you: those of the chat, and what WordPress has installed.
	 *
	 * @return array<string,string> Names by language.
	 */
	public static function of_store(): array {
		$languages = self::CHAT;
		foreach ( array_merge( array( get_locale() ), get_available_languages() ) as $locale ) {
			$language = self::of_locale( $locale );
			if ( ! isset( $languages[ $language ] ) ) {
				$languages[ $language ] = $language;
			}
		}
		return $languages;
	}

	/**
	 * The language of a locale: `tr` of `tr_TR`.
	 *
	 * @param string $locale WordPress's word.
	 */
	private static function of_locale( string $locale ): string {
		return (string) strtok( strtolower( $locale ), '_-' );
	}
}
