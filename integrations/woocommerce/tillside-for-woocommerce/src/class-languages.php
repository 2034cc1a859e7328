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
				$languages[ $language ] = self::name( $language );
			}
		}
		return $languages;
	}

	/**
	 * A number, or a text with numbers, in the digits of the page's language. WordPress has its digits in Latin everywhere.
	 *
	 * @param string $text A number as WordPress writes it.
	 */
	public static function digits( string $text ): string {
		if ( 'fa' !== self::of_page() ) {
			return $text;
		}
		$persian = array( '۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹' );
		return strtr( $text, array_combine( array( '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ), $persian ) );
	}

	/**
	 * A count, as the page's language writes it.
	 *
	 * @param int $count How many.
	 */
	public static function count( int $count ): string {
		return self::digits( number_format_i18n( $count ) );
	}

	/**
	 * What a language calls itself, where PHP knows that.
	 *
	 * @param string $language `de`
	 */
	private static function name( string $language ): string {
		$name = function_exists( 'locale_get_display_language' ) ? (string) locale_get_display_language( $language, $language ) : '';
		return '' === $name ? $language : $name;
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
