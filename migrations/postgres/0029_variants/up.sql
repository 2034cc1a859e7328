-- A form of a product that is bought for itself: this size, that color. Amounts are minor units of the product's currency.
CREATE TABLE product_variant (
    workspace_id   BIGINT NOT NULL,
    product_id     BIGINT NOT NULL,
    -- The store's id of it.
    source_id      TEXT NOT NULL,
    -- 0, 1, 2 … as the store lists them.
    position       BIGINT NOT NULL,
    store_id       BIGINT NOT NULL,
    name           TEXT,
    sku            TEXT,
    price          BIGINT,
    regular_price  BIGINT,
    stock_status   TEXT NOT NULL,
    stock_quantity BIGINT,
    state          TEXT NOT NULL,
    image_url      TEXT,
    -- JSON: what makes it this form, [["Size", "42"]].
    options        TEXT NOT NULL,
    modified_at    BIGINT,
    PRIMARY KEY (workspace_id, product_id, source_id)
);
CREATE INDEX product_variant_of_store ON product_variant (workspace_id, store_id, source_id);

-- A product as its store tells of it, word for word.
CREATE TABLE product_original (
    workspace_id BIGINT NOT NULL,
    product_id   BIGINT NOT NULL,
    original     TEXT NOT NULL,
    PRIMARY KEY (workspace_id, product_id)
);

-- What a product is filed under, by the store's name for it.
CREATE TABLE product_category (
    workspace_id BIGINT NOT NULL,
    name         TEXT COLLATE "C" NOT NULL,
    product_id   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, name, product_id)
);
CREATE INDEX product_category_of ON product_category (workspace_id, product_id);
INSERT INTO product_category (workspace_id, name, product_id)
SELECT DISTINCT product.workspace_id, category.value, product.id
FROM product, json_array_elements_text(product.detail::json -> 'categories') AS category (value);

-- Lists that are narrowed down, the newest first.
CREATE INDEX product_by_stock ON product (workspace_id, stock_status, id);
CREATE INDEX product_by_state ON product (workspace_id, state, id);
CREATE INDEX product_by_store ON product (workspace_id, store_id, id);
