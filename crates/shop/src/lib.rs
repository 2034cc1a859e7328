//! Stores, orders, products and shipments.
