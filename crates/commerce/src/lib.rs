//! Clients of stores, translated into one model of order, product and shipment.
