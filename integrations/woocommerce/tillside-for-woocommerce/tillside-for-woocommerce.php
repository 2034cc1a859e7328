<?php
/**
 * Plugin Name: Tillside for WooCommerce
 * Description: Connects the store with Tillside in one step, puts its chat on the store's pages, shows a customer's conversations beside their orders, lets reviews be answered from Tillside and thanks customers in the store's own words.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * Requires Plugins: woocommerce
 * Author: Tillside
 * License: Apache-2.0
 * License URI: https://www.apache.org/licenses/LICENSE-2.0
 * Text Domain: tillside-for-woocommerce
 * Domain Path: /languages
 *
 * @package Tillside
 */

namespace Tillside\WooCommerce;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;

require_once __DIR__ . '/src/class-trouble.php';
require_once __DIR__ . '/src/class-address.php';
require_once __DIR__ . '/src/class-api.php';
require_once __DIR__ . '/src/class-settings.php';
require_once __DIR__ . '/src/class-keys.php';
require_once __DIR__ . '/src/class-connection.php';
require_once __DIR__ . '/src/class-languages.php';
require_once __DIR__ . '/src/class-conversations.php';
require_once __DIR__ . '/src/class-settings-page.php';
require_once __DIR__ . '/src/class-widget.php';
require_once __DIR__ . '/src/class-identity.php';
require_once __DIR__ . '/src/class-order-box.php';
require_once __DIR__ . '/src/class-thank-you.php';
require_once __DIR__ . '/src/class-answers.php';
require_once __DIR__ . '/src/class-plugin.php';

Plugin::start();
