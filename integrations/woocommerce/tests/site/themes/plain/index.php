<?php
/**
 * The least that a theme can be. Behind ?order-received= it is WooCommerce's page after an order.
 */
?>
<!doctype html>
<html <?php language_attributes(); ?>>
<head><?php wp_head(); ?></head>
<body>
<?php
if ( isset( $_GET['order-received'] ) ) {
	do_action( 'woocommerce_thankyou', absint( $_GET['order-received'] ) );
}
wp_footer();
?>
</body>
</html>
