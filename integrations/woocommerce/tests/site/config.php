<?php
/**
 * WordPress's configuration for the test site; scripts/test-plugin says where its parts are.
 */

define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:' . getenv( 'TILLSIDE_TEST_MARIADB' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ) as $name ) {
	define( $name, 'of the test site ' . $name );
}
$table_prefix = 'wp_';
define( 'WP_HOME', getenv( 'TILLSIDE_TEST_SHOP' ) );
define( 'WP_SITEURL', getenv( 'TILLSIDE_TEST_SHOP' ) );
define( 'WP_CONTENT_DIR', __DIR__ );
define( 'WP_PLUGIN_DIR', dirname( __DIR__, 2 ) );
define( 'WP_DEFAULT_THEME', 'plain' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_LOG', getenv( 'TILLSIDE_TEST_FOLDER' ) . '/wordpress.log' );
define( 'WP_DEBUG_DISPLAY', false );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1,tillside.invalid' );
define( 'TILLSIDE_PRIVATE_ADDRESS', '' === (string) getenv( 'TILLSIDE_TEST_STRICT' ) );
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', dirname( __DIR__, 4 ) . '/.tools/wordpress/' );
}
require_once ABSPATH . 'wp-settings.php';
