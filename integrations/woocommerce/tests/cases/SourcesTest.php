<?php
/**
 * What can be seen by reading the plug-in: that everything it calls exists and is called rightly, that nothing leaves it unescaped,
 * and that every text is translated.
 */

namespace Tillside\WooCommerce\Tests;

use PhpParser\Lexer;
use PhpParser\Node;
use PhpParser\Node\Expr;
use PhpParser\NodeFinder;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitor\NameResolver;
use PhpParser\NodeVisitor\ParentConnectingVisitor;
use PhpParser\Parser\Php7;
use PHPUnit\Framework\TestCase;

final class SourcesTest extends TestCase {

	private const FOLDER = __DIR__ . '/../../tillside-for-woocommerce';
	private const DOMAIN = 'tillside-for-woocommerce';

	/** What makes a text fit for a page. */
	private const ESCAPING = array( 'esc_html', 'esc_html__', 'esc_attr', 'esc_url', 'esc_textarea', 'wp_kses', 'selected', 'checked' );

	/** What makes a text of a request fit for use. */
	private const SANITIZING = array( 'sanitize_text_field', 'sanitize_key', 'sanitize_textarea_field', 'esc_url_raw', 'array_map', 'isset', 'empty', 'is_array' );

	/** @return array<string,array<Node>> By file. */
	private static function sources(): array {
		static $sources = null;
		if ( null !== $sources ) {
			return $sources;
		}
		$traverser = new NodeTraverser();
		$traverser->addVisitor( new NameResolver() );
		$traverser->addVisitor( new ParentConnectingVisitor() );
		foreach ( array_merge( glob( self::FOLDER . '/*.php' ), glob( self::FOLDER . '/src/*.php' ) ) as $file ) {
			$sources[ basename( $file ) ] = $traverser->traverse( ( new Php7( new Lexer() ) )->parse( file_get_contents( $file ) ) );
		}
		return $sources;
	}

	/**
	 * @param class-string $kind Of node.
	 * @return iterable<string,Node> By where it stands.
	 */
	private static function all( string $kind ): iterable {
		foreach ( self::sources() as $file => $source ) {
			foreach ( ( new NodeFinder() )->findInstanceOf( $source, $kind ) as $node ) {
				yield $file . ':' . $node->getLine() => $node;
			}
		}
	}

	private static function name( Node $call ): string {
		return $call instanceof Expr\FuncCall && $call->name instanceof Node\Name ? $call->name->getLast() : '';
	}

	private static function assertTakes( \ReflectionFunctionAbstract $called, int $given, string $where ): void {
		self::assertGreaterThanOrEqual( $called->getNumberOfRequiredParameters(), $given, "$where: {$called->getName()} wants more" );
		if ( ! $called->isVariadic() ) {
			self::assertLessThanOrEqual( $called->getNumberOfParameters(), $given, "$where: {$called->getName()} takes less" );
		}
	}

	public function test_every_function_that_is_called_exists_and_takes_what_it_is_given(): void {
		require_once ABSPATH . WPINC . '/ms-blogs.php';
		require_once ABSPATH . WPINC . '/ms-site.php';
		$may_lack = array( 'clean_up' );
		foreach ( self::all( Expr\FuncCall::class ) as $call ) {
			if ( 'function_exists' === self::name( $call ) ) {
				$may_lack[] = $call->args[0]->value->value;
			}
		}
		$count = 0;
		foreach ( self::all( Expr\FuncCall::class ) as $where => $call ) {
			$name = self::name( $call );
			if ( in_array( $name, $may_lack, true ) && ! function_exists( $name ) ) {
				continue;
			}
			self::assertTrue( function_exists( $name ), "$where: there is no function $name" );
			self::assertTakes( new \ReflectionFunction( $name ), count( $call->args ), $where );
			++$count;
		}
		foreach ( self::all( Expr\StaticCall::class ) as $where => $call ) {
			$class = $call->class->toString();
			if ( in_array( $class, array( 'self', 'parent' ), true ) ) {
				continue;
			}
			self::assertTrue( method_exists( $class, $call->name->name ), "$where: there is no $class::{$call->name->name}" );
			self::assertTakes( new \ReflectionMethod( $class, $call->name->name ), count( $call->args ), $where );
		}
		foreach ( self::all( Expr\New_::class ) as $where => $new ) {
			$class = $new->class->toString();
			self::assertTrue( class_exists( $class ), "$where: there is no class $class" );
			$constructor = ( new \ReflectionClass( $class ) )->getConstructor();
			if ( $constructor ) {
				self::assertTakes( $constructor, count( $new->args ), $where );
			}
		}
		self::assertGreaterThan( 200, $count );
	}

	public function test_nothing_is_written_that_php_7_4_does_not_read(): void {
		$newer = array( Expr\Match_::class, Expr\NullsafeMethodCall::class, Expr\NullsafePropertyFetch::class, Expr\Throw_::class, Node\Attribute::class, Node\UnionType::class, Node\IntersectionType::class, Node\Stmt\Enum_::class );
		foreach ( $newer as $kind ) {
			foreach ( self::all( $kind ) as $where => $node ) {
				self::fail( "$where: $kind came after PHP 7.4" );
			}
		}
		foreach ( self::all( Node\Param::class ) as $where => $parameter ) {
			self::assertSame( 0, $parameter->flags, "$where: a parameter that is a property came after PHP 7.4" );
		}
		foreach ( self::all( Node\Arg::class ) as $where => $argument ) {
			self::assertNull( $argument->name, "$where: a named argument came after PHP 7.4" );
		}
		foreach ( array( Node\Param::class, Node\Stmt\ClassMethod::class, Node\Stmt\Property::class, Expr\Closure::class ) as $kind ) {
			foreach ( self::all( $kind ) as $where => $node ) {
				$type = $node->type ?? ( $node->returnType ?? null );
				self::assertFalse( $type instanceof Node\Identifier && in_array( $type->name, array( 'mixed', 'never', 'static', 'false', 'null', 'true' ), true ), "$where: a type that came after PHP 7.4" );
			}
		}
	}

	public function test_every_method_that_is_hooked_in_exists(): void {
		foreach ( self::all( Expr\FuncCall::class ) as $where => $call ) {
			if ( ! in_array( self::name( $call ), array( 'add_action', 'add_filter' ), true ) || ! $call->args[1]->value instanceof Expr\Array_ ) {
				continue;
			}
			list( $on, $method ) = $call->args[1]->value->items;
			$owner               = $on->value;
			while ( ! $owner instanceof Node\Stmt\Class_ ) {
				$owner = $owner->getAttribute( 'parent' );
			}
			if ( $method->value instanceof Node\Scalar\String_ ) {
				self::assertTrue( is_callable( array( $owner->namespacedName->toString(), $method->value->value ) ) || method_exists( $owner->namespacedName->toString(), $method->value->value ), $where );
			}
		}
		foreach ( array( 'connect', 'save', 'disconnect' ) as $action ) {
			self::assertTrue( method_exists( 'Tillside\WooCommerce\SettingsPage', $action ) );
		}
	}

	private static function is_safe( Expr $told ): bool {
		if ( $told instanceof Expr\BinaryOp\Concat ) {
			return self::is_safe( $told->left ) && self::is_safe( $told->right );
		}
		if ( $told instanceof Expr\Ternary ) {
			return self::is_safe( $told->if ) && self::is_safe( $told->else );
		}
		return $told instanceof Node\Scalar\String_ || in_array( self::name( $told ), self::ESCAPING, true );
	}

	public function test_everything_that_is_echoed_is_escaped_where_it_is_echoed(): void {
		$count = 0;
		foreach ( self::all( Node\Stmt\Echo_::class ) as $where => $echo ) {
			foreach ( $echo->exprs as $told ) {
				self::assertTrue( self::is_safe( $told ), "$where echoes something unescaped" );
				++$count;
			}
		}
		foreach ( array( Expr\Print_::class, Node\Stmt\InlineHTML::class, Expr\Exit_::class ) as $other ) {
			foreach ( self::all( $other ) as $where => $node ) {
				self::assertTrue( $node instanceof Expr\Exit_ && null === $node->expr, "$where says something in another way" );
			}
		}
		self::assertGreaterThan( 40, $count );
	}

	public function test_what_a_request_brings_is_sanitized_where_it_is_read(): void {
		$count = 0;
		foreach ( self::all( Expr\Variable::class ) as $where => $variable ) {
			if ( ! in_array( $variable->name, array( '_POST', '_GET', '_REQUEST', '_SERVER', '_COOKIE', '_FILES' ), true ) ) {
				continue;
			}
			++$count;
			$around = $variable;
			$ways   = array();
			while ( $around instanceof Expr || $around instanceof Node\Arg ) {
				$ways[] = $around instanceof Expr\Isset_ ? 'isset' : ( $around instanceof Expr\Empty_ ? 'empty' : self::name( $around ) );
				$around = $around->getAttribute( 'parent' );
			}
			self::assertNotSame( array(), array_intersect( $ways, self::SANITIZING ), "$where uses a request as it came" );
		}
		self::assertGreaterThan( 10, $count );
	}

	public function test_every_handler_of_a_form_asks_for_the_right_and_the_nonce_first(): void {
		$class = ( new NodeFinder() )->findFirstInstanceOf( self::sources()['class-settings-page.php'], Node\Stmt\Class_::class );
		foreach ( array( 'connect', 'save', 'disconnect' ) as $action ) {
			$first = $class->getMethod( $action )->stmts[0]->expr;
			self::assertSame( array( 'allow', $action ), array( $first->name->name, $first->args[0]->value->value ) );
		}
		$asked = array_map( array( self::class, 'name' ), ( new NodeFinder() )->findInstanceOf( $class->getMethod( 'allow' )->stmts, Expr\FuncCall::class ) );
		self::assertContains( 'current_user_can', $asked );
		self::assertContains( 'check_admin_referer', $asked );
	}

	public function test_no_file_does_anything_when_it_is_called_by_itself(): void {
		foreach ( self::sources() as $file => $source ) {
			$text = ( new \PhpParser\PrettyPrinter\Standard() )->prettyPrint( $source );
			self::assertMatchesRegularExpression( "/defined\('(ABSPATH|WP_UNINSTALL_PLUGIN)'\) \|\| exit/", str_replace( '\\defined', 'defined', $text ), $file );
		}
	}

	/** @return array<string> What is said in English; of two forms the first. */
	private static function texts(): array {
		$texts = array();
		foreach ( self::all( Expr\FuncCall::class ) as $where => $call ) {
			$last = array( '__' => 1, 'esc_html__' => 1, '_n' => 3 )[ self::name( $call ) ] ?? null;
			if ( null !== $last ) {
				self::assertSame( self::DOMAIN, $call->args[ $last ]->value->value, $where );
				$texts[] = $call->args[0]->value->value;
			}
		}
		$header  = get_file_data( self::FOLDER . '/tillside-for-woocommerce.php', array( 'd' => 'Description' ) );
		$texts[] = $header['d'];
		return array_unique( $texts );
	}

	/** @return array<string,array{string}> */
	public static function languages(): array {
		return array( 'Turkish' => array( 'tr_TR' ), 'Korean' => array( 'ko_KR' ), 'Persian' => array( 'fa_IR' ) );
	}

	/** @dataProvider languages */
	public function test_every_text_is_translated_and_keeps_its_places( string $locale ): void {
		$mo = new \MO();
		self::assertTrue( $mo->import_from_file( self::FOLDER . '/languages/' . self::DOMAIN . "-$locale.mo" ) );
		$known = array();
		foreach ( $mo->entries as $entry ) {
			$known[ $entry->singular ] = $entry->translations;
		}
		$texts = self::texts();
		foreach ( $texts as $text ) {
			self::assertArrayHasKey( $text, $known, "$locale lacks: $text" );
			foreach ( $known[ $text ] as $translated ) {
				self::assertNotSame( '', $translated, $text );
				preg_match_all( '/%s|\{\w+\}|[a-z]+\.(?:read|write)|TILLSIDE_\w+|https:\/\/|allow_private_addresses/', $text, $wanted );
				preg_match_all( '/%s|\{\w+\}|[a-z]+\.(?:read|write)|TILLSIDE_\w+|https:\/\/|allow_private_addresses/', $translated, $found );
				sort( $wanted[0] );
				sort( $found[0] );
				self::assertSame( $wanted[0], $found[0], "$locale: $translated" );
			}
		}
		self::assertSame( array(), array_diff( array_keys( $known ), $texts ), "$locale says what nobody says any more" );
	}
}
